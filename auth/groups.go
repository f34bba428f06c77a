package auth

import (
	"encoding/json"
	"slices"
	"strings"
)

// groupsIn returns the groups that the claims of the given names list, sorted and each once.
func groupsIn(claims map[string]any, names []string) []string {
	var groups []string
	for _, name := range names {
		v, _ := claimAt(claims, name)
		groups = append(groups, groupNames(v)...)
	}
	slices.Sort(groups)
	return slices.Compact(groups)
}

// groupNames reads the shapes in which services list groups: a list of words, of numbers or of
// objects with a "name"; one such object; or text with commas between the groups. What has another
// shape is no group.
func groupNames(claim any) []string {
	var names []string
	add := func(v any) {
		if object, ok := v.(map[string]any); ok {
			v = object["name"]
		}
		if name := word(v); name != "" {
			names = append(names, name)
		}
	}
	switch v := claim.(type) {
	case []any:
		for _, one := range v {
			add(one)
		}
	case string:
		for one := range strings.SplitSeq(v, ",") {
			add(one)
		}
	case map[string]any, json.Number:
		add(v)
	}
	return names
}

// claimAt returns the claim of the given name, and under which name it stands in the token itself.
// A claim inside another is named with dots: "realm_access.roles". A claim whose own name holds
// dots, such as "https://example.org/groups", goes first.
func claimAt(claims map[string]any, path string) (v any, top string) {
	if v, ok := claims[path]; ok {
		return v, path
	}
	for at := strings.LastIndexByte(path, '.'); at > 0; at = strings.LastIndexByte(path[:at], '.') {
		inner, ok := claims[path[:at]].(map[string]any)
		if !ok {
			continue
		}
		if v, _ := claimAt(inner, path[at+1:]); v != nil {
			return v, path[:at]
		}
	}
	return nil, ""
}

// dropGroups takes the claims out that list groups.
func dropGroups(claims map[string]any, names []string) {
	for _, name := range names {
		if _, top := claimAt(claims, name); top != "" {
			delete(claims, top)
		}
	}
}
