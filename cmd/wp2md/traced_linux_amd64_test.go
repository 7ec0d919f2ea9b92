package main

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"unsafe"

	"golang.org/x/sys/unix"
)

// A call is a system call that changes the files of a folder.
type call struct {
	nr   uint64
	n    int    // which one of its run it is, from 0
	file string // that is written to
}

func (c call) String() string {
	return strings.TrimSpace(fmt.Sprint(c.n, " ", changing[c.nr], " ", c.file))
}

// writes reports whether the call puts bytes into a file.
func (c call) writes() bool {
	switch c.nr {
	case unix.SYS_WRITE, unix.SYS_PWRITE64, unix.SYS_COPY_FILE_RANGE:
		return true
	}
	return false
}

// A fault is what happens to a call.
type fault int

const (
	noFault fault = iota
	killed        // the process is killed before it
	torn          // the process is killed when half is written
)

func (f fault) String() string { return map[fault]string{killed: "killed", torn: "torn"}[f] }

// failing is the fault of a call that fails with an error.
func failing(e syscall.Errno) fault { return -fault(e) }

var changing = map[uint64]string{
	unix.SYS_OPENAT: "openat", unix.SYS_OPENAT2: "openat2", unix.SYS_WRITE: "write", unix.SYS_PWRITE64: "pwrite",
	unix.SYS_COPY_FILE_RANGE: "copy_file_range", unix.SYS_FTRUNCATE: "ftruncate", unix.SYS_MKDIRAT: "mkdirat",
	unix.SYS_UNLINKAT: "unlinkat", unix.SYS_RENAMEAT: "renameat", unix.SYS_RENAMEAT2: "renameat2",
}

// A process with this variable stops before each call that changes files, for who traces it.
const tracedVariable = "WP2MD_TEST_TRACED"

func init() {
	if os.Getenv(tracedVariable) == "" {
		return
	}
	filter := []unix.SockFilter{{Code: unix.BPF_LD | unix.BPF_W | unix.BPF_ABS}} // the number of the call
	for nr := range changing {
		filter = append(filter,
			unix.SockFilter{Code: unix.BPF_JMP | unix.BPF_JEQ | unix.BPF_K, Jf: 1, K: uint32(nr)},
			unix.SockFilter{Code: unix.BPF_RET | unix.BPF_K, K: unix.SECCOMP_RET_TRACE})
	}
	filter = append(filter, unix.SockFilter{Code: unix.BPF_RET | unix.BPF_K, K: unix.SECCOMP_RET_ALLOW})
	program := unix.SockFprog{Len: uint16(len(filter)), Filter: &filter[0]}
	if err := unix.Prctl(unix.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0); err != nil {
		panic(err)
	}
	if _, _, err := unix.Syscall(unix.SYS_SECCOMP, unix.SECCOMP_SET_MODE_FILTER, unix.SECCOMP_FILTER_FLAG_TSYNC, uintptr(unsafe.Pointer(&program))); err != 0 {
		panic(err)
	}
}

// traced runs wp2md, and asks what is to happen to each of its calls that changes files
// below a folder. It returns the exit code, -1 of a run that was killed, and the calls.
func traced(t *testing.T, dir string, args []string, of func(call) fault) (code int, calls []call, stderr string) {
	t.Helper()
	runtime.LockOSThread() // who traces is a thread
	defer runtime.UnlockOSThread()
	out, err := os.CreateTemp(t.TempDir(), "")
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	cmd := exec.Command("wp2md", append(args, "--jobs", "1")...)
	cmd.Stderr = out
	cmd.SysProcAttr = &syscall.SysProcAttr{Ptrace: true, Setpgid: true}
	cmd.Env = append(cmd.Environ(), "GOMAXPROCS=1", tracedVariable+"=1")
	if err := cmd.Start(); err != nil {
		if errors.Is(err, syscall.EPERM) || errors.Is(err, syscall.ENOSYS) {
			t.Skipf("no program can be traced here: %v", err)
		}
		t.Fatal(err)
	}
	pid := cmd.Process.Pid
	defer func() { _ = cmd.Process.Release() }()
	var status syscall.WaitStatus
	if _, err := syscall.Wait4(pid, &status, 0, nil); err != nil {
		t.Fatal(err)
	}
	const options = unix.PTRACE_O_TRACECLONE | unix.PTRACE_O_TRACESECCOMP | unix.PTRACE_O_TRACESYSGOOD | unix.PTRACE_O_EXITKILL
	if err := syscall.PtraceSetOptions(pid, options); err != nil {
		t.Fatal(err)
	}
	if err := syscall.PtraceCont(pid, 0); err != nil {
		t.Fatal(err)
	}
	for {
		thread, err := syscall.Wait4(-pid, &status, unix.WALL, nil)
		switch {
		case errors.Is(err, syscall.EINTR):
			continue
		case errors.Is(err, syscall.ECHILD):
			text, err := os.ReadFile(out.Name())
			if err != nil {
				t.Fatal(err)
			}
			return code, calls, string(text)
		case err != nil:
			t.Fatal(err)
		case !status.Stopped():
			if thread == pid {
				code = status.ExitStatus()
			}
			continue
		}
		signal := 0
		switch sig := status.StopSignal(); {
		case sig == syscall.SIGTRAP|0x80: // half is written
			_ = syscall.Kill(pid, syscall.SIGKILL)
			continue
		case sig == syscall.SIGTRAP && status.TrapCause() == unix.PTRACE_EVENT_SECCOMP:
			c, ok := callOf(thread, dir)
			if !ok {
				break
			}
			c.n = len(calls)
			calls = append(calls, c)
			switch what := of(c); what {
			case noFault:
			case killed:
				_ = syscall.Kill(pid, syscall.SIGKILL)
				continue
			default:
				change(thread, what)
				if what == torn {
					_ = syscall.PtraceSyscall(thread, 0)
					continue
				}
			}
		case sig == syscall.SIGTRAP, sig == syscall.SIGSTOP: // of clone, and of what it makes
		default:
			signal = int(sig)
		}
		_ = syscall.PtraceCont(thread, signal)
	}
}

// change makes a call that is about to begin one that fails or writes half.
func change(thread int, what fault) {
	var r syscall.PtraceRegs
	if syscall.PtraceGetRegs(thread, &r) != nil {
		return
	}
	switch {
	case what != torn:
		r.Orig_rax, r.Rax = ^uint64(0), uint64(what)
	case r.Orig_rax == unix.SYS_COPY_FILE_RANGE:
		r.R8 /= 2
	default:
		r.Rdx /= 2
	}
	_ = syscall.PtraceSetRegs(thread, &r)
}

// callOf returns the call that a thread is about to make, if it changes files below a folder.
func callOf(thread int, dir string) (c call, ok bool) {
	var r syscall.PtraceRegs
	if syscall.PtraceGetRegs(thread, &r) != nil {
		return c, false
	}
	c.nr = r.Orig_rax
	if _, ok := changing[c.nr]; !ok {
		return c, false
	}
	name := func(at uint64) string {
		var b [256]byte
		n, _ := syscall.PtracePeekData(thread, uintptr(at), b[:])
		s, _, _ := bytes.Cut(b[:n], []byte{0})
		return string(s)
	}
	fd := r.Rdi
	switch c.nr {
	case unix.SYS_OPENAT:
		if r.Rdx&(unix.O_CREAT|unix.O_TRUNC) == 0 {
			return c, false
		}
		c.file = name(r.Rsi)
	case unix.SYS_OPENAT2:
		var how [8]byte
		if _, err := syscall.PtracePeekData(thread, uintptr(r.Rdx), how[:]); err != nil || binary.LittleEndian.Uint64(how[:])&(unix.O_CREAT|unix.O_TRUNC) == 0 {
			return c, false
		}
		c.file = name(r.Rsi)
	case unix.SYS_COPY_FILE_RANGE:
		fd = r.Rdx
	case unix.SYS_MKDIRAT, unix.SYS_UNLINKAT:
		c.file = name(r.Rsi)
	case unix.SYS_RENAMEAT, unix.SYS_RENAMEAT2:
		c.file = name(r.Rsi) + " -> " + name(r.R10)
	}
	at, err := os.Readlink(fmt.Sprintf("/proc/%d/fd/%d", thread, int32(fd)))
	if int32(fd) == unix.AT_FDCWD {
		at = c.file
		return c, strings.HasPrefix(at, dir)
	}
	if err != nil || !strings.HasPrefix(at, dir) {
		return c, false
	}
	c.file = strings.TrimPrefix(strings.TrimPrefix(at, dir), "/") + " " + c.file
	return c, true
}
