// Package build makes a program of the apps that package find found, without writing into their
// user's tree.
//
// Each app file becomes a virtual package beside its own file, by go build's overlay: its package
// clause is rewritten where it says main, and a line directive keeps the user's file, line and
// column in all that the compiler says. So the user's go.mod, vendor folder, replacements and
// workspace apply, and internal packages stay within reach. Apps outside any module get a module in
// the cache directory that takes panelgo from where this command came from.
//
// What was built is kept under a key made of everything that can change the result. The example of
// [Cache.Build] shows the way there.
package build
