package document

// Theme is the theme that the page begins with: "light", "dark" or "auto"; empty where the program has not said.
func (d *Document) Theme() string { return d.theme }

// SetTheme says which theme the page begins with, for visitors who have not chosen one themselves. It must be called while the
// app is built; page.SetTheme does so, and changes a page that is open, too.
func (d *Document) SetTheme(theme string) {
	d.check("SetTheme")
	d.theme = theme
}
