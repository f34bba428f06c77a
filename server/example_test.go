package server_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"

	"github.com/panelgo/panelgo/server"
)

// A server is an http.Handler, to be mounted beside what else a program serves.
func ExampleNew() {
	apps, err := server.New(server.Apps{"/counter": counter}, server.Options{Prefix: "/apps"}, sessions)
	if err != nil {
		fmt.Println(err)
		return
	}
	apps.Start()
	defer func() { _ = apps.Stop(context.Background()) }()

	mux := http.NewServeMux()
	mux.Handle("/apps/", apps)

	w := httptest.NewRecorder()
	mux.ServeHTTP(w, httptest.NewRequest("GET", "/apps/counter/metadata", nil))
	fmt.Println(w.Body)
	// Output: {"data":{},"url":"/counter"}
}
