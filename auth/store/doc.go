// Package store keeps sign-ins: in memory, in a folder of files, or in Redis. It owns where they
// are kept and how processes that share them hear of each other; what they say is sealed before it
// comes here, and package auth alone can read it.
//
// All stores pass one suite, TestStores.
package store
