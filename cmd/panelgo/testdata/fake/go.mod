module github.com/panelgo/panelgo

go 1.26
