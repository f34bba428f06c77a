# The two commands that a newcomer needs are `make serve` and `make test`. They need Go and make; the tests need Node.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := build

VERSION ?= $(shell git describe --tags --always --dirty 2>/dev/null || echo dev)
LDFLAGS := -s -w -X main.version=$(VERSION) -X 'main.source=$(CURDIR)'
REALIDP := auth/realidp/node/node_modules/.installed
AXE := server/servertest/chrome/axe/node_modules/.installed
NODE_CLIENT := server/conformance/testdata/client/node_modules/.installed
STATICCHECK := honnef.co/go/tools/cmd/staticcheck@v0.8.2

.PHONY: serve build test check e2e gallery sheet bench generate schema assets release tools clean

## serve: builds all and serves the demo, with the development sign-in, on http://localhost:5006
serve: build
	bin/panelgo serve docs/examples --oauth-provider=dev $(ARGS)

## build: makes bin/panelgo, with all that browsers download inside
# Its flags are those of the apps that it builds, and of everything else here: with -trimpath or without cgo, the whole
# standard library would be compiled once more, which takes a minute.
build: assets
	go build -ldflags "$(LDFLAGS)" -o bin/panelgo ./cmd/panelgo

## test: installs what the tests need and runs all of them under the race detector
test: assets tools $(REALIDP) $(NODE_CLIENT) $(AXE)
	go test -race -timeout 40m ./...
	cd auth/realidp && go test -race -timeout 15m ./...

# The identity providers that others wrote have a module of their own: what they need stays out of the product.
$(REALIDP): auth/realidp/node/package-lock.json
	npm ci --ignore-scripts --no-audit --no-fund --prefix auth/realidp/node
	@touch $@

# BokehJS as a client, for server/conformance.
$(NODE_CLIENT): server/conformance/testdata/client/package-lock.json
	npm ci --ignore-scripts --no-audit --no-fund --prefix server/conformance/testdata/client
	@touch $@

# What tells barriers for people who do not see the page, or use no mouse.
$(AXE): server/servertest/chrome/axe/package-lock.json
	npm ci --ignore-scripts --no-audit --no-fund --prefix server/servertest/chrome/axe
	@touch $@

## check: format, vet, lint, floors, generated code
check: assets
	@test -z "$$(gofmt -l $$(git ls-files '*.go'))" || { gofmt -l $$(git ls-files '*.go'); echo "run gofmt -w on these files"; exit 1; }
	go vet ./...
	go run $(STATICCHECK) ./...
	go test -run 'Rooms|Keys|Outside|Bounds' .
	go run ./document/internal/modelgen -check
	go run ./docs/internal/gallery -check

## e2e: every example in a real Chromium; PANELGO_SHOTS=dir keeps pictures
e2e: assets tools $(AXE)
	go test -race -count=1 ./docs/...

## gallery: makes the thumbnails of examples that have none, or have changed since
gallery: assets tools
	go test -count=1 -timeout 25m ./docs/examples -run Thumbnail -update

## sheet: makes bin/sheet/index.html, a page with pictures of all examples in light and dark
sheet: assets tools $(AXE)
	mkdir -p bin/sheet
	PANELGO_SHOTS=$(CURDIR)/bin/sheet go test -count=1 -timeout 25m ./docs/examples -run EveryExampleOpens

## bench: what a page, an upgrade, a turn, encoding and decoding cost
bench: assets
	go test -run '^$$' -bench . -benchmem ./document/... ./session/... ./server/...

## generate: writes anew the Go models (from the committed schema), the list of examples and the table of options
generate:
	go run ./document/internal/modelgen
	go run ./docs/internal/gallery
	go test ./cmd/panelgo -run Documented -update

## schema: reads the front end's models anew, after static/package.json pins another one
schema:
	npm ci --ignore-scripts --no-audit --no-fund --prefix static
	npm ci --ignore-scripts --no-audit --no-fund --prefix document/internal/modelgen/dump
	node document/internal/modelgen/dump/dump.mjs static/node_modules document/internal/modelgen/schema.json

## assets: fetches the pinned front end and prepares static/dist; does nothing when nothing has changed
assets:
	@go run ./static/internal/prepare

## release: makes VERSION (as in make release VERSION=v0.1.0) in bin/release, with a commit beside main; pushes nothing
release: assets
	go run ./internal/release $(VERSION)

## tools: installs the browser and the servers that tests talk to
tools:
	@missing=""; for pair in chromium:chromium redis-server:redis-server nginx:nginx haproxy:haproxy caddy:caddy; do \
		command -v $${pair%%:*} >/dev/null || missing="$$missing $${pair##*:}"; done; \
	if [ -n "$$missing" ]; then echo "tools: installing$$missing"; \
		if ! command -v apt-get >/dev/null; then echo "tools: install$$missing by hand, this system has no apt-get"; exit 1; fi; \
		sudo=""; [ "$$(id -u)" = 0 ] || sudo=sudo; \
		$$sudo apt-get update -qq; \
		printf '#!/bin/sh\nexit 101\n' | $$sudo tee /usr/sbin/policy-rc.d >/dev/null; $$sudo chmod +x /usr/sbin/policy-rc.d; \
		DEBIAN_FRONTEND=noninteractive $$sudo apt-get install -y -qq --no-install-recommends $$missing; \
		$$sudo rm -f /usr/sbin/policy-rc.d; fi

clean:
	rm -rf bin static/dist static/node_modules auth/realidp/node/node_modules server/conformance/testdata/client/node_modules server/servertest/chrome/axe/node_modules
