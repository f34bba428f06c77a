package settings

import (
	"encoding"
	"errors"
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"time"
)

// set reads words into the field, in place of what it held. Only a list takes more than one.
func (f Field) set(words []string) error {
	switch {
	case f.isText() && f.List():
		f.value.SetZero()
		for _, word := range words {
			if err := f.setText(word); err != nil {
				return err
			}
		}
		return nil
	case f.isText():
		return f.setText(last(words))
	case f.value.Kind() == reflect.Slice:
		f.value.Set(reflect.ValueOf(split(words)).Convert(f.value.Type()))
		return nil
	case f.value.Kind() == reflect.Map:
		return f.setMap(split(words))
	}
	return f.setOne(strings.TrimSpace(last(words)))
}

func (f Field) setText(word string) error {
	return f.value.Addr().Interface().(encoding.TextUnmarshaler).UnmarshalText([]byte(word))
}

func (f Field) setOne(word string) error {
	v := f.value
	switch {
	case v.Type() == durationType:
		d, err := f.parseDuration(word)
		v.SetInt(int64(d))
		return err
	case v.Kind() == reflect.String:
		v.SetString(word)
		return nil
	case v.Kind() == reflect.Bool:
		on, err := parseSwitch(word)
		v.SetBool(on)
		return err
	case v.CanInt():
		n, err := parseCount(word)
		if err == nil && v.OverflowInt(n) {
			err = fmt.Errorf("%s is too large", word)
		}
		v.SetInt(n)
		return err
	case v.CanFloat():
		x, err := strconv.ParseFloat(word, 64)
		if err != nil {
			err = fmt.Errorf("%q is not a number", word)
		}
		v.SetFloat(x)
		return err
	}
	return fmt.Errorf("an option of type %s can be set in code only", v.Type())
}

func (f Field) setMap(words []string) error {
	m := make(map[string]string, len(words))
	for _, word := range words {
		key, value, ok := strings.Cut(word, "=")
		if !ok || key == "" {
			return fmt.Errorf("%q is not of the form name=value", word)
		}
		m[key] = value
	}
	f.value.Set(reflect.ValueOf(m).Convert(f.value.Type()))
	return nil
}

// parseDuration reads a time. What is given as zero must not become the field's zero, which means
// the default: it is off where that makes sense, and otherwise as little as there is.
func (f Field) parseDuration(word string) (time.Duration, error) {
	if word == "off" || word == "never" {
		return -1, nil
	}
	_, notBare := strconv.ParseFloat(word, 64)
	if notBare == nil && f.Unit != "" {
		word += f.Unit
	}
	d, err := time.ParseDuration(word)
	switch {
	case err == nil && d == 0 && f.ZeroIsOff:
		return -1, nil
	case err == nil && d == 0:
		return 1, nil
	case err == nil:
		return d, nil
	case notBare == nil:
		return 0, fmt.Errorf("%s has no unit: write %sms for milliseconds or %ss for seconds", word, word, word)
	}
	return 0, fmt.Errorf("%q is not a time such as 500ms, 15s or 5m", word)
}

func parseSwitch(word string) (bool, error) {
	switch strings.ToLower(word) {
	case "1", "t", "true", "on", "yes":
		return true, nil
	case "0", "f", "false", "off", "no", "":
		return false, nil
	}
	return false, fmt.Errorf("%q is neither true nor false", word)
}

// units are the endings that a count may carry, so that a size in bytes can be read by a person.
var units = map[string]int64{"": 1, "B": 1, "KiB": 1 << 10, "MiB": 1 << 20, "GiB": 1 << 30, "kB": 1e3, "MB": 1e6, "GB": 1e9}

func parseCount(word string) (int64, error) {
	digits := strings.TrimRight(word, "BKMGikmg ")
	unit, known := units[strings.TrimSpace(word[len(digits):])]
	n, err := strconv.ParseInt(digits, 10, 64)
	switch {
	case errors.Is(err, strconv.ErrRange):
		return 0, fmt.Errorf("%s is too large", word)
	case err != nil || !known:
		return 0, fmt.Errorf("%q is not a whole number", word)
	case n*unit/unit != n:
		return 0, fmt.Errorf("%s is too large", word)
	}
	return n * unit, nil
}

func split(words []string) []string {
	var all []string
	for _, word := range words {
		for part := range strings.SplitSeq(word, ",") {
			if part = strings.TrimSpace(part); part != "" {
				all = append(all, part)
			}
		}
	}
	return all
}

func last(words []string) string {
	if len(words) == 0 {
		return ""
	}
	return words[len(words)-1]
}
