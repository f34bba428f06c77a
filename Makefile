# make assets: fetches and prepares what the browser downloads (static/dist). Does nothing when nothing changed.
.PHONY: assets
assets:
	go run ./static/internal/prepare
