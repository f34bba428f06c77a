module github.com/panelgo/panelgo

go 1.26

ignore ./static/node_modules

require github.com/andybalholm/brotli v1.2.8
