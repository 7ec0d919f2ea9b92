package emit

import (
	"syscall"
	"unsafe"

	"golang.org/x/sys/unix"
)

// isNear reports whether a folder is in memory or on a disk of this machine. The calls
// that make a file in it wait for nobody, so Go's scheduler is not told of them. It looks
// for those that last, fourteen thousand times a second as long as it finds any, and
// hands the processor of one that takes twenty microseconds to another thread: where a
// machine has other things to do, that is up to a tenth of what a page costs.
func isNear(fd int) bool {
	const bcachefs, f2fs, xfs, zfs = 0xca451a4e, 0xf2f52010, 0x58465342, 0x2fc12fc1
	var st unix.Statfs_t
	if unix.Fstatfs(fd, &st) != nil {
		return false
	}
	switch uint32(st.Type) {
	case bcachefs, unix.BTRFS_SUPER_MAGIC, unix.EXT4_SUPER_MAGIC, f2fs, unix.OVERLAYFS_SUPER_MAGIC, unix.TMPFS_MAGIC, xfs, zfs:
		return true
	}
	return false
}

func (d dir) openNew(name string, flags int) (int, error) {
	if !d.near {
		return unix.Openat(d.fd, name, flags, 0o666)
	}
	p, err := unix.BytePtrFromString(name)
	if err != nil {
		return 0, err
	}
	fd, _, e := syscall.RawSyscall6(unix.SYS_OPENAT, uintptr(d.fd), uintptr(unsafe.Pointer(p)), uintptr(flags|unix.O_LARGEFILE), 0o666, 0, 0)
	return int(fd), failed(e)
}

func (d dir) openNewBelow(name string, how *unix.OpenHow) (int, error) {
	if !d.near {
		return unix.Openat2(d.fd, name, how)
	}
	p, err := unix.BytePtrFromString(name)
	if err != nil {
		return 0, err
	}
	fd, _, e := syscall.RawSyscall6(unix.SYS_OPENAT2, uintptr(d.fd), uintptr(unsafe.Pointer(p)), uintptr(unsafe.Pointer(how)), unsafe.Sizeof(*how), 0, 0)
	return int(fd), failed(e)
}

func (d dir) write(fd int, data []byte) (int, error) {
	const long = 1 << 20
	if !d.near || len(data) > long {
		return unix.Write(fd, data)
	}
	n, _, e := syscall.RawSyscall(unix.SYS_WRITE, uintptr(fd), uintptr(unsafe.Pointer(unsafe.SliceData(data))), uintptr(len(data)))
	return int(n), failed(e)
}

func (d dir) closeNew(fd int) error {
	if !d.near {
		return unix.Close(fd)
	}
	_, _, e := syscall.RawSyscall(unix.SYS_CLOSE, uintptr(fd), 0, 0)
	return failed(e)
}

func (d dir) rename(from, to string, flags uint) error {
	if !d.near {
		return unix.Renameat2(d.fd, from, d.fd, to, flags)
	}
	p, err := unix.BytePtrFromString(from)
	if err != nil {
		return err
	}
	q, err := unix.BytePtrFromString(to)
	if err != nil {
		return err
	}
	_, _, e := syscall.RawSyscall6(unix.SYS_RENAMEAT2, uintptr(d.fd), uintptr(unsafe.Pointer(p)), uintptr(d.fd), uintptr(unsafe.Pointer(q)), uintptr(flags), 0)
	return failed(e)
}

func failed(e syscall.Errno) error {
	if e == 0 {
		return nil
	}
	return e
}
