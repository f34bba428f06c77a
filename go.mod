module github.com/panelgo/panelgo

go 1.26

require github.com/petermattis/goid v0.0.0-20260820044319-269ab09b5261
