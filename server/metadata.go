package server

import (
	"encoding/json"
	"net/http"
)

// metadata says where the app is, in the form of Bokeh's servers.
func (a *app) metadata(w http.ResponseWriter, _ *http.Request) error {
	return writeJSON(w, map[string]any{"url": a.path, "data": map[string]any{}})
}

func writeJSON(w http.ResponseWriter, value any) error {
	text, err := json.Marshal(value)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header()["Cache-Control"] = noStore
	_, err = w.Write(text)
	return err
}
