//go:build darwin || freebsd

package emit

import "golang.org/x/sys/unix"

func isNear(int) bool { return false }

func (d dir) write(fd int, data []byte) (int, error) { return unix.Write(fd, data) }

func (d dir) closeNew(fd int) error { return unix.Close(fd) }
