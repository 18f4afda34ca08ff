.DEFAULT_GOAL := help
# One build at a time: SwiftPM locks its folder.
.NOTPARALLEL:

PREFIX ?= /usr/local
SWIFT ?= swift
PYTEST ?= .venv/bin/python -m pytest
# The program that Tests/Program runs.
LAZYBATCH ?= .build/release/lazybatch

SWIFT_FILES := Sources Tests Simulator/Sources Simulator/Tests Benchmarks/Micro/Sources/decode-page \
  Benchmarks/Micro/Sources/group-failures \
  Benchmarks/Micro/Benchmarks Package.swift Simulator/Package.swift Benchmarks/Micro/Package.swift
DEBUG := .build/debug/lazybatch
RELEASE := .build/release/lazybatch
# A separate package with its own build folder, copied to where lazybatch looks for it. SwiftPM does
# not notice new files of a package that another one names by its path, unless the manifest is newer.
IN_SIMULATOR = $(shell touch Simulator/Package.swift)--package-path Simulator --scratch-path .build-simulator
SIMULATOR := lazybatch-simulator
DEBUG_SIMULATOR := .build/debug/$(SIMULATOR)
RELEASE_SIMULATOR := .build/release/$(SIMULATOR)
# What `make bench` measures: everything except the build times by default, BENCH=all for everything;
# a selection (BENCH="start keys --runs 3", BENCH=build) is only printed.
BENCH ?=
# An older executable and an older checkout to compare size, memory and build times with.
BEFORE ?=
BEFORE_SOURCE ?=
MICRO_FLAGS := -c release --package-path Benchmarks/Micro
# ncurses looks up `wcwidth` in the program by name, and nothing else is looked up: without the names
# of all other functions the program is a tenth smaller and starts a millisecond faster.
# The linker uses the first libstdc++ that it finds: this folder has only the static one, which saves
# 4,000 symbol lookups at every start.
STATIC := $(CURDIR)/.build-static
# lld, since gold does not support packed relocations (read by glibc 2.36 and newer, as old as libcurl
# 7.88). They and removing unused functions one by one save an eleventh. Of functions that are the same
# and whose addresses nobody compares, one is kept.
SMALL := -c release --static-swift-stdlib --disable-local-rpath -Xlinker -s -Xlinker --no-export-dynamic \
  -Xlinker -L$(STATIC) -Xswiftc -use-ld=lld -Xlinker --gc-sections -Xlinker -z -Xlinker pack-relative-relocs -Xlinker --icf=safe \
  -Xswiftc -Xfrontend -Xswiftc -function-sections
RELEASE_FLAGS := --product lazybatch $(SMALL)

.PHONY: help
help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

.PHONY: setup
setup:
	@scripts/setup

.PHONY: demo
demo: demo-notice build ## Browse a simulated organisation; needs no key and no network
	@$(DEBUG) --demo

.PHONY: demo-notice
demo-notice:
	@[ -x $(DEBUG) -a -x $(DEBUG_SIMULATOR) ] || { \
	  echo "This installs missing headers of ncurses, libcurl, zlib and SQLite, fetches Swift packages"; \
	  echo "and builds lazybatch and its simulator: about four minutes the first time."; }

.PHONY: build
build: setup ## Build for debugging
	$(SWIFT) build --product lazybatch
	$(SWIFT) build $(IN_SIMULATOR) --product $(SIMULATOR)
	@install -m 755 .build-simulator/debug/$(SIMULATOR) $(DEBUG_SIMULATOR)

.PHONY: check
check: lint ## Check the format and run the tests that need neither sockets nor a terminal
	$(SWIFT) test --parallel --disable-xctest --filter '$(PURE)' --skip TwoWritersTests

.PHONY: test
test: test-swift test-program ## Build and run every test

# Not in CI: it installs ten SDKs into a folder of its own.
.PHONY: interop
interop: release ## Compare what the providers' own SDKs and lazybatch read
	@test -d .venv-interop || python3 -m venv .venv-interop
	@.venv-interop/bin/pip install --quiet --requirement Tests/Interop/requirements.txt
	@.venv-interop/bin/python Tests/Interop/interop.py $(RELEASE)

.PHONY: test-setup
test-setup:
	@scripts/setup --tests
	@mkdir -p $(RESULTS)

# The results of every test run, for scripts/test-summary.
RESULTS := .build-results
# SANITIZE=address builds and runs the Swift tests under AddressSanitizer, in a separate folder.
SANITIZE ?=
SANITIZER_FLAGS = --sanitize $(1) --scratch-path .build-$(1)
SANITIZED := $(if $(SANITIZE),$(call SANITIZER_FLAGS,$(SANITIZE)))
SANITIZED_SIMULATOR = $(shell touch Simulator/Package.swift)--package-path Simulator --scratch-path .build-simulator$(SANITIZE:%=-%) \
  $(if $(SANITIZE),--sanitize $(SANITIZE))
# Suites that only compute run in parallel. Those that wait for a socket, a terminal or a lock run one at a
# time: the others would starve them, and their time limits are seconds of real time.
PURE := ^(Screen|Batches|BatchListing|BatchResults|BatchStore|BatchHistory|BatchInsight|BatchPresentation|Preferences|Secrets|Browser|Lazybatch)Tests
WAITING := ^(BatchClient|NcursesTerminal)Tests|TwoWritersTests
# Suites of code that uses several threads.
THREADS := ^(BatchClient|BatchListing|NcursesTerminal)Tests|BrowserLoopTests|PrefetchingServiceTests|ResultsReaderTests|RowSaverTests
# There are no XCTest tests, and XCTest leaks.
SWIFT_TEST := $(SWIFT) test --disable-xctest

.PHONY: test-swift
test-swift: export LAZYBATCH_OPTIMIZE := $(if $(filter address,$(SANITIZE)),yes)
test-swift: test-setup
	$(SWIFT) build --build-tests $(SANITIZED)
	$(SWIFT_TEST) --skip-build $(SANITIZED) --parallel --filter '$(PURE)' \
	  --skip TwoWritersTests --xunit-output $(RESULTS)/pure.xml
	$(SWIFT_TEST) --skip-build $(SANITIZED) --no-parallel --filter '$(WAITING)' \
	  --xunit-output $(RESULTS)/waiting.xml
	$(SWIFT) build --build-tests $(SANITIZED_SIMULATOR)
	$(SWIFT_TEST) --skip-build $(SANITIZED_SIMULATOR) --no-parallel --xunit-output $(RESULTS)/simulator.xml

# The programs as released.
.PHONY: test-program
test-program: test-setup release
	LAZYBATCH=$(LAZYBATCH) $(PYTEST) Tests/Program -n 2 --dist loadfile --junitxml $(RESULTS)/program.xml

# Not optimized: ThreadSanitizer does not see the reference counts that order accesses to an array, and
# reports those that the optimizer takes out of the standard library.
.PHONY: test-threads
test-threads: export LAZYBATCH_TESTS := threads
test-threads: test-setup ## Run the tests with concurrency under ThreadSanitizer
	TSAN_OPTIONS="suppressions=$(CURDIR)/Tests/thread-sanitizer.supp" \
	  $(SWIFT_TEST) $(call SANITIZER_FLAGS,thread) --no-parallel --filter '$(THREADS)' \
	  --xunit-output $(RESULTS)/threads.xml

.PHONY: test-keys
test-keys: export LAZYBATCH_OPTIMIZE := yes
test-keys: test-setup ## Send 200,000 random keys to the program under AddressSanitizer
	$(SWIFT) build --product lazybatch $(call SANITIZER_FLAGS,address)
	LAZYBATCH=.build-address/debug/lazybatch LAZYBATCH_KEYS=200000 \
	  $(PYTEST) Tests/Program/test_random_keys.py -n 2 --junitxml $(RESULTS)/keys.xml

.PHONY: picture
picture: release test-setup ## Draw the picture in the README again, from the program's own screen
	LAZYBATCH=$(LAZYBATCH) .venv/bin/python scripts/picture

.PHONY: bench
bench: release bench-setup ## Measure against curl, tig, less, fzf, visidata and others; into BENCHMARKS.md
	$(SWIFT) build $(MICRO_FLAGS) --product decode-page
	$(SWIFT) build $(MICRO_FLAGS) --product group-failures
	python3 Benchmarks/bench.py --write $(BEFORE:%=--before %) $(BEFORE_SOURCE:%=--before-source %) $(BENCH)

# Installs programs that nothing else needs; what cannot be installed is missing in the table.
.PHONY: bench-setup
bench-setup:
	-@scripts/setup --bench

.PHONY: bench-micro
bench-micro: setup ## Measure decoding, updates, frames and filters separately
	$(SWIFT) package --package-path Benchmarks/Micro --allow-writing-to-package-directory benchmark

# Man pages and completions, which the programs write themselves.
SHARE := .build-share
BASH_COMPLETIONS ?= $(PREFIX)/share/bash-completion/completions
ZSH_COMPLETIONS ?= $(PREFIX)/share/zsh/site-functions
FISH_COMPLETIONS ?= $(PREFIX)/share/fish/vendor_completions.d
MAN ?= $(PREFIX)/share/man/man1

.PHONY: share
share:
	@scripts/man-pages $(RELEASE) $(RELEASE_SIMULATOR) $(SHARE)/man
	@scripts/completions $(SHARE)/completions $(RELEASE) $(RELEASE_SIMULATOR)

.PHONY: lint
lint: ## Check the format of the Swift files, and who imports whom
	$(SWIFT) format lint --strict --recursive --parallel $(SWIFT_FILES)
	scripts/check-modules

.PHONY: format
format: ## Format the Swift files
	$(SWIFT) format --in-place --recursive --parallel $(SWIFT_FILES)

$(STATIC):
	@mkdir -p $@
	@library=$$($(CC) -print-file-name=libstdc++.a); [ ! -f "$$library" ] || ln -sf "$$library" $@

.PHONY: release
release: setup $(STATIC) ## Build the small, stripped programs and print their sizes
	$(SWIFT) build $(RELEASE_FLAGS)
	$(SWIFT) build $(IN_SIMULATOR) --product $(SIMULATOR) $(SMALL)
	@install -m 755 .build-simulator/release/$(SIMULATOR) $(RELEASE_SIMULATOR)
	@for program in $(RELEASE) $(RELEASE_SIMULATOR); do \
	  wc -c <$$program | awk -v name=$$program '{ printf "%s: %.1f MB\n", name, $$1 / 1000000 }'; done
	@$(MAKE) --no-print-directory share

# Nothing is built under sudo: the files would belong to root, which often has no swift.
.PHONY: install
install: ## Install the release build under PREFIX (/usr/local); supports DESTDIR
	@if [ -z "$$SUDO_UID" ]; then $(MAKE) release; \
	  elif [ ! -x $(RELEASE) -o ! -x $(RELEASE_SIMULATOR) -o ! -d $(SHARE)/completions ]; then \
	  echo "run 'make release' first, without sudo" >&2; exit 1; fi
	@$(MAKE) --no-print-directory install-files

.PHONY: install-files
install-files:
	install -d "$(DESTDIR)$(PREFIX)/bin" "$(DESTDIR)$(PREFIX)/libexec/lazybatch" "$(DESTDIR)$(MAN)" \
	  "$(DESTDIR)$(BASH_COMPLETIONS)" "$(DESTDIR)$(ZSH_COMPLETIONS)" "$(DESTDIR)$(FISH_COMPLETIONS)"
	install -m 755 $(RELEASE) "$(DESTDIR)$(PREFIX)/bin/lazybatch"
	install -m 755 $(RELEASE_SIMULATOR) "$(DESTDIR)$(PREFIX)/libexec/lazybatch/$(SIMULATOR)"
	ln -sf ../libexec/lazybatch/$(SIMULATOR) "$(DESTDIR)$(PREFIX)/bin/$(SIMULATOR)"
	install -m 644 $(SHARE)/man/*.1 "$(DESTDIR)$(MAN)"
	ln -sf lazybatch-simulate.1 "$(DESTDIR)$(MAN)/$(SIMULATOR).1"
	install -m 644 $(SHARE)/completions/bash/* "$(DESTDIR)$(BASH_COMPLETIONS)"
	install -m 644 $(SHARE)/completions/zsh/* "$(DESTDIR)$(ZSH_COMPLETIONS)"
	install -m 644 $(SHARE)/completions/fish/* "$(DESTDIR)$(FISH_COMPLETIONS)"

# By the names that every version has used: those of this checkout may be others than those installed.
.PHONY: uninstall
uninstall: ## Remove what `make install` put under PREFIX
	rm -f "$(DESTDIR)$(PREFIX)/bin/lazybatch" "$(DESTDIR)$(PREFIX)/bin/$(SIMULATOR)" "$(DESTDIR)$(MAN)"/lazybatch.1 "$(DESTDIR)$(MAN)"/lazybatch-*.1 \
	  "$(DESTDIR)$(BASH_COMPLETIONS)/lazybatch" "$(DESTDIR)$(BASH_COMPLETIONS)/$(SIMULATOR)" \
	  "$(DESTDIR)$(ZSH_COMPLETIONS)/_lazybatch" "$(DESTDIR)$(ZSH_COMPLETIONS)/_$(SIMULATOR)" \
	  "$(DESTDIR)$(FISH_COMPLETIONS)/lazybatch.fish" "$(DESTDIR)$(FISH_COMPLETIONS)/$(SIMULATOR).fish"
	rm -rf "$(DESTDIR)$(PREFIX)/libexec/lazybatch"

.PHONY: dist
dist: release dist-files ## Build packages and an archive of the release build, with checksums, into dist

# From what is built.
.PHONY: dist-files
dist-files:
	@scripts/dist

.PHONY: clean
clean: ## Remove everything that was built or installed here
	rm -rf .build .build-* dist .venv .venv-bench Benchmarks/Micro/.build Simulator/.build
