// Package models is the front end's models.
package models
