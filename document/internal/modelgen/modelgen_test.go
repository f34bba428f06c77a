package main

import (
	"strings"
	"testing"
)

func TestGeneratedFilesAreUpToDate(t *testing.T) {
	if err := run("schema.json", "../../models", true); err != nil {
		t.Error(err)
	}
}

func TestGeneratingTwiceGivesTheSame(t *testing.T) {
	folder := t.TempDir()
	if err := run("schema.json", folder, false); err != nil {
		t.Fatal(err)
	}
	if err := run("schema.json", folder, true); err != nil {
		t.Error(err)
	}
}

func TestAStaleFileIsNoticedAndRemoved(t *testing.T) {
	folder := t.TempDir()
	old := map[string][]byte{"gone_gen.go": []byte("package models\n"), "kept.go": []byte("package models\n")}
	if err := write(folder, old); err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{"new_gen.go": []byte("package models\n")}
	if err := compare(folder, files); err == nil || !strings.Contains(err.Error(), "gone_gen.go, new_gen.go") {
		t.Errorf("got %v", err)
	}
	if err := write(folder, files); err != nil {
		t.Fatal(err)
	}
	if err := compare(folder, files); err != nil {
		t.Error(err)
	}
	if err := compare(folder, map[string][]byte{"new_gen.go": files["new_gen.go"], "kept.go": old["kept.go"]}); err != nil {
		t.Errorf("a file written by hand was touched: %v", err)
	}
}

func TestWhatIsNotUnderstoodFails(t *testing.T) {
	for text, complaint := range map[string]string{
		`["Perhaps","Str"]`:        `unknown kind "Perhaps"`,
		`["Nullable","Str","Int"]`: "kind Nullable has 2 operands",
		`"Sometimes"`:              `unknown kind "Sometimes"`,
	} {
		if _, err := parseKind(text); err == nil || !strings.Contains(err.Error(), complaint) {
			t.Errorf("%s: got %v", text, err)
		}
	}
}

func TestUnusedNotesFail(t *testing.T) {
	n := notes{map[string]note{"class Old": {"Old", "New", "once"}, "class A": {"A", "B", ""}}, map[string]bool{}}
	n.say("class", "A")
	err := n.unused()
	if err == nil || !strings.Contains(err.Error(), "Old: nothing in the schema needs this entry") || !strings.Contains(err.Error(), "class A: no reason") {
		t.Errorf("got %v", err)
	}
}

func TestKindsBecomeGoTypes(t *testing.T) {
	s, err := readSchema("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	c, err := newCatalogue(s)
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		`"Percent"`:                             "float64",
		`["NonNegative","Int"]`:                 "int",
		`["Nullable","Str"]`:                    "document.Opt[string]",
		`["Nullable","Color"]`:                  "document.Color",
		`["Nullable",["Ref","Axis"]]`:           "Axis",
		`["Ref","Tooltip"]`:                     "*Tooltip",
		`["Ref","ColumnDataSource"]`:            "AnyColumnDataSource",
		`["Ref","HasProps"]`:                    "document.Model",
		`["Ref","Date"]`:                        "time.Time",
		`["Or","Float",["Enum","auto"],"Null"]`: "FloatOrAuto",
		`["Or",["Enum","auto"],"Float"]`:        "FloatOrAuto",
		`["Or","Bool",["Func"]]`:                "bool",
		`["Or","Str","Any"]`:                    "any",
		`["Or",["Dict","Str"],["Mapping",["Or","Str","Float"],"Str"]]`:         "map[StrOrFloat]string",
		`["Or",["Ref","Axis"],["Ref","StyledElement"]]`:                        "StyledElement",
		`["Dict",["Arrayable","Unknown"]]`:                                     "document.Data",
		`["Mapping","Int",["Arrayable","Int"]]`:                                "map[int][]int",
		`["Tuple","Float","Float"]`:                                            "[2]float64",
		`["List",["Tuple","Any","Str"]]`:                                       "[]Option",
		`["Struct",["from",["Named","DateLike"]],["to",["Named","DateLike"]]]`: "DateSpan",
	} {
		k, err := parseKind(text)
		if err != nil {
			t.Fatal(err)
		}
		if k, err = s.normal(k); err != nil {
			t.Fatal(err)
		}
		if got, err := c.goType(k); got != want || err != nil {
			t.Errorf("%s became %s, expected %s (%v)", text, got, want, err)
		}
	}
}

func TestNamesAreInGoCase(t *testing.T) {
	for name, want := range map[string]string{
		"x_range": "XRange", "html_id": "HTMLID", "viewState": "ViewState", "_defs": "Defs", "bold italic": "BoldItalic",
		"css_classes": "CSSClasses", "x0": "X0", "url": "URL",
	} {
		if got := goCase(name); got != want {
			t.Errorf("%s became %s, expected %s", name, got, want)
		}
	}
}
