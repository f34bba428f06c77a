package devidp

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"slices"
)

// User is somebody to sign in as.
type User struct {
	Name   string   `json:"name"`  // the user name, and what tells users apart
	Email  string   `json:"email"` // counts as verified
	Full   string   `json:"full_name"`
	Groups []string `json:"groups"`
	// Claims are added to what the ID token and userinfo say.
	Claims map[string]any `json:"claims"`
}

// People are the users when no others are given: somebody with every right,
// somebody with some, and two to try out refusals and odd names with.
func People() []User {
	return []User{
		{Name: "alice", Email: "alice@example.org", Full: "Alice Liddell", Groups: []string{"admins", "staff"}},
		{Name: "bob", Email: "bob@example.org", Full: "Bob Builder", Groups: []string{"staff"}},
		{Name: "carol", Email: "carol@partner.example", Full: "Carol Danvers"},
		{Name: "o'brien", Email: "pat.o'brien@example.org", Full: "Pat O’Brien", Groups: []string{"night shift"}},
	}
}

// maxUsers bounds a file; the page lists them all.
const maxUsers = 200

// ReadUsers reads a JSON list of users.
func ReadUsers(file string) ([]User, error) {
	raw, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("devidp: read users: %w", err)
	}
	var users []User
	d := json.NewDecoder(bytes.NewReader(raw))
	d.DisallowUnknownFields()
	d.UseNumber() // ids of 64 bits stay exact
	if err := d.Decode(&users); err != nil {
		return nil, fmt.Errorf("devidp: read users in %s: %w", file, err)
	}
	return users, checkUsers(users)
}

func checkUsers(users []User) error {
	if len(users) == 0 || len(users) > maxUsers {
		return fmt.Errorf("devidp: there must be between 1 and %d users", maxUsers)
	}
	var names []string
	for _, u := range users {
		if u.Name == "" {
			return errors.New("devidp: every user needs a name")
		}
		if slices.Contains(names, u.Name) {
			return fmt.Errorf("devidp: two users are called %q", u.Name)
		}
		names = append(names, u.Name)
	}
	return nil
}

// claims are what a user's tokens say.
func (u User) claims() map[string]any {
	c := map[string]any{"preferred_username": u.Name, "name": u.Full, "groups": u.Groups}
	if u.Full == "" {
		c["name"] = u.Name
	}
	if u.Groups == nil {
		c["groups"] = []string{}
	}
	if u.Email != "" {
		c["email"], c["email_verified"] = u.Email, true
	}
	for name, v := range u.Claims {
		c[name] = v
	}
	return c
}
