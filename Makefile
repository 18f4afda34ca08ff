.DEFAULT_GOAL := help
# One build at a time: SwiftPM locks its folder.
.NOTPARALLEL:

PREFIX ?= /usr/local
SWIFT ?= swift
PYTEST ?= .venv/bin/python -m pytest
# The program that Tests/Program runs.
LAZYBATCH ?= .build/debug/lazybatch

SWIFT_FILES := Sources Tests Simulator/Sources Simulator/Tests Benchmarks/Micro/Sources/decode-page \
  Benchmarks/Micro/Benchmarks Package.swift Simulator/Package.swift Benchmarks/Micro/Package.swift
DEBUG := .build/debug/lazybatch
RELEASE := .build/release/lazybatch
# A package of its own, built into a folder of its own and copied to where lazybatch looks for it.
IN_SIMULATOR := --package-path Simulator --scratch-path .build-simulator
SIMULATOR := lazybatch-simulator
DEBUG_SIMULATOR := .build/debug/$(SIMULATOR)
RELEASE_SIMULATOR := .build/release/$(SIMULATOR)
# What `make bench` measures; all but the build times by default (BENCH="start keys --runs 3").
BENCH ?=
MICRO_FLAGS := -c release --package-path Benchmarks/Micro
# ncurses finds `wcwidth` in the program by its name, and nobody anything else: without the names of
# all other functions it is a tenth smaller, and starts a millisecond sooner.
SMALL := -c release --static-swift-stdlib --disable-local-rpath -Xlinker -s -Xlinker --no-export-dynamic
RELEASE_FLAGS := --product lazybatch $(SMALL)

.PHONY: help
help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

.PHONY: setup
setup:
	@scripts/setup

.PHONY: demo
demo: demo-notice build ## Browse a simulated organisation; needs no key and no network
	@$(DEBUG) --demo

.PHONY: demo-notice
demo-notice:
	@[ -x $(DEBUG) -a -x $(DEBUG_SIMULATOR) ] || { \
	  echo "This installs the headers of ncurses and zlib where they are missing, fetches Swift packages"; \
	  echo "and builds lazybatch and its simulator: about ten minutes the first time, seconds later on."; }

.PHONY: build
build: setup ## Build for debugging
	$(SWIFT) build --product lazybatch
	$(SWIFT) build $(IN_SIMULATOR) --product $(SIMULATOR)
	@install -m 755 .build-simulator/debug/$(SIMULATOR) $(DEBUG_SIMULATOR)

.PHONY: test
test: test-swift test-program ## Build and run every test

.PHONY: test-setup
test-setup:
	@scripts/setup --tests

# One test at a time: those that compute for seconds would starve those that wait for a socket,
# whose limits are the program's own, in seconds of real time. XCTest has no tests here, and leaks.
SWIFT_TEST := $(SWIFT) test --no-parallel --disable-xctest

.PHONY: test-swift
test-swift: test-setup
	$(SWIFT) build --build-tests
	$(SWIFT_TEST) --skip-build
	$(SWIFT) build $(IN_SIMULATOR) --build-tests
	$(SWIFT_TEST) $(IN_SIMULATOR) --skip-build

.PHONY: test-program
test-program: test-setup build
	LAZYBATCH=$(LAZYBATCH) $(PYTEST) Tests/Program

.PHONY: sanitize
sanitize: test-setup ## Run the tests under ThreadSanitizer and AddressSanitizer
	TSAN_OPTIONS="suppressions=$(CURDIR)/Tests/thread-sanitizer.supp" \
	  $(SWIFT_TEST) --sanitize thread --scratch-path .build-tsan
	$(SWIFT_TEST) --sanitize thread --package-path Simulator --scratch-path .build-simulator-tsan
	$(SWIFT_TEST) --sanitize address --scratch-path .build-asan
	$(SWIFT_TEST) --sanitize address --package-path Simulator --scratch-path .build-simulator-asan
	LAZYBATCH=.build-asan/debug/lazybatch LAZYBATCH_KEYS=200000 \
	  $(PYTEST) Tests/Program/test_random_keys.py

.PHONY: bench
bench: release bench-setup ## Measure against curl, tig, less, fzf, visidata and others; into BENCHMARKS.md
	$(SWIFT) build $(MICRO_FLAGS) --product decode-page
	python3 Benchmarks/bench.py --write $(BENCH)

# Its own set-up installs programs that nothing else needs; what cannot be had is missing in the table.
.PHONY: bench-setup
bench-setup:
	-@scripts/setup --bench

.PHONY: bench-micro
bench-micro: setup ## Measure decoding, updates, frames and filters by themselves
	$(SWIFT) package --package-path Benchmarks/Micro --allow-writing-to-package-directory benchmark

.PHONY: lint
lint: ## Check the format of the Swift files
	$(SWIFT) format lint --strict --recursive --parallel $(SWIFT_FILES)

.PHONY: format
format: ## Format the Swift files
	$(SWIFT) format --in-place --recursive --parallel $(SWIFT_FILES)

.PHONY: release
release: setup ## Build the small, stripped programs and say their sizes
	$(SWIFT) build $(RELEASE_FLAGS)
	$(SWIFT) build $(IN_SIMULATOR) --product $(SIMULATOR) $(SMALL)
	@install -m 755 .build-simulator/release/$(SIMULATOR) $(RELEASE_SIMULATOR)
	@for program in $(RELEASE) $(RELEASE_SIMULATOR); do \
	  wc -c <$$program | awk -v name=$$program '{ printf "%s: %.1f MB\n", name, $$1 / 1000000 }'; done

# Under sudo nothing is built: the files would be root's, and root often has no swift.
.PHONY: install
install: ## Install the release build under PREFIX (/usr/local); DESTDIR is honoured
	@if [ -z "$$SUDO_UID" ]; then $(MAKE) release; \
	  elif [ ! -x $(RELEASE) -o ! -x $(RELEASE_SIMULATOR) ]; then echo "run 'make release' first, without sudo" >&2; exit 1; fi
	install -d "$(DESTDIR)$(PREFIX)/bin"
	install -m 755 $(RELEASE) "$(DESTDIR)$(PREFIX)/bin/lazybatch"
	install -d "$(DESTDIR)$(PREFIX)/libexec/lazybatch"
	install -m 755 $(RELEASE_SIMULATOR) "$(DESTDIR)$(PREFIX)/libexec/lazybatch/$(SIMULATOR)"

.PHONY: clean
clean: ## Remove everything that was built or installed here
	rm -rf .build .build-tsan .build-asan .build-simulator .build-simulator-tsan .build-simulator-asan \
	  .venv .venv-bench Benchmarks/Micro/.build Simulator/.build
