package auth

import (
	"encoding"
	"errors"
	"fmt"
	"os"
	"reflect"
	"strconv"
	"strings"
)

// FromEnvironment overlays the options with what the environment says, and
// answers which variable settled which option, by flag name. Options for which
// settled says true, because a flag was given, are left alone. A secret may
// stand in a file instead, named by the variable with _FILE behind its name.
func (o *Options) FromEnvironment(lookup func(string) (string, bool), settled func(flag string) bool) (map[string]string, error) {
	return Overlay(o, lookup, settled)
}

// Overlay does the work of [Options.FromEnvironment] for any struct whose
// fields carry the tags name and env.
func Overlay(options any, lookup func(string) (string, bool), settled func(flag string) bool) (map[string]string, error) {
	origins := map[string]string{}
	var complaints []error
	v := reflect.ValueOf(options).Elem()
	for i := range v.NumField() {
		field := v.Type().Field(i)
		flag, names := field.Tag.Get("name"), field.Tag.Get("env")
		if names == "" || settled != nil && settled(flag) {
			continue
		}
		secret := field.Type == reflect.TypeFor[Secret]()
		name, text, err := firstSet(strings.Split(names, ","), secret, lookup)
		if err == nil && name != "" {
			origins[flag] = name
			err = setField(v.Field(i), text)
		}
		if err != nil {
			complaints = append(complaints, fmt.Errorf("auth: %s %w", name, err))
		}
	}
	return origins, errors.Join(complaints...)
}

// firstSet finds the first of the names that is set, or whose _FILE is.
func firstSet(names []string, secret bool, lookup func(string) (string, bool)) (name, text string, err error) {
	for _, name := range names {
		text, direct := lookup(name)
		direct = direct && text != ""
		path, byFile := "", false
		if secret {
			path, byFile = lookup(name + "_FILE")
			byFile = byFile && path != ""
		}
		switch {
		case direct && byFile:
			return name, "", fmt.Errorf("and %s_FILE are both set: keep one", name)
		case direct:
			return name, text, nil
		case byFile:
			text, err := readSecret(path)
			return name + "_FILE", text, err
		}
	}
	return "", "", nil
}

// maxSecretFile bounds a file that holds one secret.
const maxSecretFile = 64 << 10

func readSecret(path string) (string, error) {
	info, err := os.Stat(path)
	if err != nil {
		return "", fmt.Errorf("names a file that cannot be read: %w", err)
	}
	if !info.Mode().IsRegular() || info.Size() > maxSecretFile {
		return "", errors.New("names something that is not a small file")
	}
	raw, err := os.ReadFile(path)
	if err != nil {
		return "", fmt.Errorf("names a file that cannot be read: %w", err)
	}
	text := strings.TrimRight(string(raw), "\r\n")
	if text == "" {
		return "", errors.New("names an empty file")
	}
	return text, nil
}

func setField(field reflect.Value, text string) error {
	field.SetZero()
	if u, ok := field.Addr().Interface().(encoding.TextUnmarshaler); ok {
		return u.UnmarshalText([]byte(text))
	}
	switch field.Kind() {
	case reflect.String:
		field.SetString(text)
	case reflect.Bool:
		on, err := parseBool(text)
		if err != nil {
			return err
		}
		field.SetBool(on)
	case reflect.Float64:
		f, err := strconv.ParseFloat(strings.TrimSpace(text), 64)
		if err != nil {
			return errors.New("must be a number")
		}
		field.SetFloat(f)
	default:
		return fmt.Errorf("cannot be set from the environment (%s)", field.Type())
	}
	return nil
}

func parseBool(text string) (bool, error) {
	switch strings.ToLower(strings.TrimSpace(text)) {
	case "1", "true", "yes", "on":
		return true, nil
	case "0", "false", "no", "off", "":
		return false, nil
	}
	return false, errors.New("must be 1 or 0, true or false")
}

// optionName spells an option with its flag and its variables, for complaints.
func optionName(flag string) string {
	t := reflect.TypeFor[Options]()
	for i := range t.NumField() {
		if tag := t.Field(i).Tag; tag.Get("name") == flag {
			return "--" + flag + " (" + strings.ReplaceAll(tag.Get("env"), ",", ", ") + ")"
		}
	}
	panic("auth: no option is called " + flag)
}
