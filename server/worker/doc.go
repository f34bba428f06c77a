// Package worker is the short talk between the command and the program that it built and starts.
//
// The command hands its orders down an inherited pipe, so that no flag that holds a secret stands
// in the argument list or the environment of the running program. Only the number of the pipe is in
// the environment, and the program removes it at once. A supervised program reports back when it is
// ready, and ends when its supervisor is gone.
//
//	orders, err := worker.Receive() // nil when nobody gave any
package worker
