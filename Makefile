# reportgen 的命令。键入 make 列出各条命令的用途。
# 第一条需要虚拟环境的命令会先把它建好；此后不再重复。

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

BIN := .venv/bin
month_option := $(if $(MONTH),--month '$(MONTH)')

##@ 每月

.PHONY: monthly
monthly: .venv/.ready ## 生成当月全部公文；MONTH=2024-06 指定月份，不写则取最新一个月
	@$(BIN)/reportgen monthly $(month_option)

.PHONY: draft
draft: .venv/.ready ## 数据有差错也先出草稿，每页印“草稿”；可加 MONTH
	@$(BIN)/reportgen draft $(month_option)

.PHONY: check
check: .venv/.ready ## 只核对填报表，不生成公文；可加 MONTH
	@$(BIN)/reportgen check $(month_option)

.PHONY: notice
notice: .venv/.ready ## 生成印发方案的通知（附项目清单），不分月份
	@$(BIN)/reportgen notice

.PHONY: mail
mail: .venv/.ready ## 改过 Word 以后，按现在的文件重做邮件草稿；可加 MONTH
	@$(BIN)/reportgen mail $(month_option)

.PHONY: preview
preview: .venv/.ready ## 在浏览器里看排好的公文，公文稿一存盘就换新；可加 MONTH
	@$(BIN)/reportgen preview $(month_option)

##@ 维护

.PHONY: init
init: .venv/.ready ## 为新一年的方案建输入文件夹 inputs-年度：make init YEAR=2025
	@$(BIN)/reportgen init --year '$(YEAR)'

.PHONY: setup
setup: .venv/.ready ## 建好运行环境：虚拟环境、锁定的各包、系统程序库
	@sh tools/system-libs.sh $(BIN)/python
	@echo "运行环境已经齐备。"

.PHONY: doctor
doctor: .venv/.ready ## 检查本机：程序库、字体、磁盘，并给出补救办法
	@$(BIN)/reportgen doctor

.PHONY: sample
sample: .venv/.ready ## 重做演示用的填报表（覆盖 inputs 里的演示数据）
	@$(BIN)/python -m tools.make_sample

.PHONY: clean
clean: ## 删除虚拟环境和缓存；不动 inputs 和 outputs
	@rm -rf .venv build dist *.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis .coverage
	@find reportgen tests tools -name __pycache__ -type d -prune -exec rm -rf {} +

##@ 开发

.PHONY: lint
lint: .venv/.ready-dev ## 检查代码的写法和类型
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy

.PHONY: test
test: .venv/.ready-dev ## 运行全部测试
	@$(BIN)/python -m pytest

.PHONY: golden
golden: .venv/.ready-dev ## 重写 tests/golden 里各月公文的文字，改动要逐条看过
	@$(BIN)/python -m tools.make_golden

.PHONY: docs
docs: .venv/.ready ## 重新生成由程序定义的文档：指标与公式、差错目录
	@$(BIN)/python -m tools.make_docs

.PHONY: pictures
pictures: .venv/.ready-dev ## 重新画文档里的图片：docs/格式 各种公文格式，docs/样张 演示月份的公文
	@$(BIN)/python -m tools.make_pictures

.PHONY: bench
bench: .venv/.ready-dev ## 测量启动时间和生成一个月的时间，并与 docxtpl 加 LibreOffice 比较
	@$(BIN)/python tools/bench.py

.PHONY: help
help: ## 列出全部命令
	@awk 'BEGIN { FS = ":.*## " } \
	  /^##@ / { printf "\n%s\n", substr($$0, 5) } \
	  /^[a-z-]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# 运行环境。.ready 记着已经装好；所依据的文件变了，或整个文件夹搬动过，才再装一次。

setup_files := requirements.txt setup.cfg pyproject.toml $(wildcard tools/*.sh)

.venv/.ready: $(setup_files)
	@sh tools/make-venv.sh requirements.txt
	@sh tools/system-libs.sh $(BIN)/python
	@touch $@

.venv/.ready-dev: requirements-dev.txt .venv/.ready
	@sh tools/make-venv.sh requirements.txt requirements-dev.txt
	@touch $@

ifneq ($(file <.venv/.path),$(CURDIR))
.PHONY: .venv/.ready
endif
