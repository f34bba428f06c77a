package settings

import (
	"encoding"
	"reflect"
	"strings"
	"time"
	"unicode"
)

// Field is one option: a leaf of an options struct and the words that describe it.
type Field struct {
	Name        string   // of the flag, without its dashes
	Envs        []string // environment variables, the first one set counts
	Help        string
	Placeholder string // what kind of value it takes, as --help shows it
	Default     string // what counts without it, as a flag takes it; empty if that is nothing, or off
	Group       string // the room that declares it
	Secret      bool   // may also come from a file named by ENV_FILE; never printed
	Unit        string // of a time given as a bare number: ms, s, m or h
	ZeroIsOff   bool   // a time of zero turns something off, which code says with a negative one

	config bool // names the file of options itself
	value  reflect.Value
}

var (
	durationType = reflect.TypeFor[time.Duration]()
	textType     = reflect.TypeFor[encoding.TextUnmarshaler]()
)

// Fields lists the options of a struct in the order of their declaration, nested structs in place.
func Fields(options any) []Field {
	return appendFields(nil, "", reflect.ValueOf(options).Elem())
}

func appendFields(list []Field, group string, v reflect.Value) []Field {
	for sf, fv := range v.Fields() {
		help, told := sf.Tag.Lookup("help")
		switch {
		case !sf.IsExported():
		case told:
			list = append(list, newField(sf, fv, group, help))
		case sf.Type.Kind() == reflect.Struct:
			list = appendFields(list, sf.Name, fv)
		}
	}
	return list
}

func newField(sf reflect.StructField, fv reflect.Value, group, help string) Field {
	f := Field{Name: sf.Tag.Get("name"), Help: help, Placeholder: sf.Tag.Get("placeholder"), Default: sf.Tag.Get("default"), Group: group, value: fv}
	if f.Name == "" {
		f.Name = Dashed(sf.Name)
	}
	_, f.Secret = sf.Tag.Lookup("secret")
	_, f.config = sf.Tag.Lookup("config")
	f.Unit, f.ZeroIsOff = sf.Tag.Get("unit"), sf.Tag.Get("zero") == "off"
	f.Envs = []string{"PANELGO_" + strings.ToUpper(strings.ReplaceAll(f.Name, "-", "_"))}
	for env := range strings.SplitSeq(sf.Tag.Get("env"), ",") {
		if env = strings.TrimSpace(env); env != "" && env != f.Envs[0] {
			f.Envs = append(f.Envs, env)
		}
	}
	return f
}

// Switch reports whether the option is on or off and needs no value.
func (f Field) Switch() bool { return f.value.Kind() == reflect.Bool && !f.isText() }

// List reports whether the option may be given more than once.
func (f Field) List() bool {
	k := f.value.Kind()
	return k == reflect.Slice || k == reflect.Map && !f.isText()
}

// String names the option the way a complaint does: by its flag and its environment variable.
func (f Field) String() string { return "--" + f.Name + " (" + f.Envs[0] + ")" }

func (f Field) isText() bool { return f.value.Addr().Type().Implements(textType) }

// Dashed turns a field's name into a flag's: MaxSessions into max-sessions, OAuthKey into
// oauth-key.
func Dashed(name string) string {
	var b strings.Builder
	runes := []rune(strings.ReplaceAll(name, "OAuth", "Oauth"))
	for i, r := range runes {
		if i > 0 && unicode.IsUpper(r) && (!unicode.IsUpper(runes[i-1]) || i+1 < len(runes) && unicode.IsLower(runes[i+1])) {
			b.WriteByte('-')
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}
