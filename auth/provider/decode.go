package provider

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
)

// Decode reads one JSON value, with every number as it is written ([json.Number]): the ids of large
// services have more digits than a float64 can hold, and two people must not become one.
func Decode(raw []byte, v any) error {
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	if err := d.Decode(v); err != nil {
		return err
	}
	if _, err := d.Token(); err != io.EOF {
		return errors.New("something follows the JSON value")
	}
	return nil
}
