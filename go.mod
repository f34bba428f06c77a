module github.com/panelgo/panelgo

go 1.26

require (
	github.com/andybalholm/brotli v1.2.8
	github.com/chromedp/cdproto v0.159.0
	github.com/chromedp/chromedp v0.23.0
	github.com/go-chi/chi/v5 v5.5.0
	github.com/gorilla/websocket v1.5.3
	github.com/petermattis/goid v0.0.0-20260820044319-269ab09b5261
)

require github.com/go-json-experiment/json v0.0.0-20260213210345-44df1a37e875 // indirect
