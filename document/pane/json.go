package pane

import (
	"encoding/json"
	"fmt"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// JSON shows a value as a tree whose branches open.
type JSON struct{ *models.JSON }

// NewJSON makes a JSON of a value that encoding/json can encode. One level of it is open, see its
// Depth property.
func NewJSON(value any) (JSON, error) {
	j := JSON{document.New[models.JSON]()}
	j.Theme.Set(models.JSONThemeLight) // the page's theme colours it
	j.SizingMode.Set(document.Some(models.SizingModeStretchWidth))
	return j, j.SetValue(value)
}

// SetValue shows another value.
func (j JSON) SetValue(value any) error {
	text, err := json.Marshal(value)
	if err != nil {
		return fmt.Errorf("pane: JSON: %w", err)
	}
	j.Text.Set(string(text))
	return nil
}

// plain is a value as encoding/json reads it back: maps, lists, texts and numbers, which is what
// charts are made of.
func plain(value any) (any, error) {
	if v, ok := value.(interface{ JSON() map[string]any }); ok { // go-echarts, whose charts are whole when they are valid
		if v, ok := value.(interface{ Validate() }); ok {
			v.Validate()
		}
		value = v.JSON()
	}
	if text, ok := value.(string); ok {
		value = json.RawMessage(text)
	}
	text, err := json.Marshal(value)
	if err != nil {
		return nil, err
	}
	var out any
	return out, json.Unmarshal(text, &out)
}

// object is plain for values that are maps.
func object(what string, value any) (map[string]any, error) {
	v, err := plain(value)
	if err != nil {
		return nil, fmt.Errorf("pane: %s: %w", what, err)
	}
	m, ok := v.(map[string]any)
	if !ok {
		return nil, fmt.Errorf("pane: %s: wanted an object, got a %T", what, v)
	}
	return m, nil
}
