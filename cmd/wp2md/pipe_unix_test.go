//go:build unix

package main

import (
	"bytes"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
)

// program is this program, in a process of its own.
func program(args ...string) *exec.Cmd {
	return &exec.Cmd{Path: os.Args[0], Args: append([]string{"wp2md"}, args...)}
}

// A signal ends a run that waits for a pipe, whoever has opened it.
func TestSignalsWhileWaiting(t *testing.T) {
	for _, tt := range []struct {
		name   string
		source string
		sent   string // on standard input, which stays open
		signal os.Signal
	}{
		{"standard input with nothing in it", "-", "", os.Interrupt},
		{"an export that goes on", "-", plantedHead, syscall.SIGTERM},
		{"a dump that goes on", "-", "-- MySQL dump 10.13\nCREATE TABLE `wp_posts` (\n", os.Interrupt},
		{"a pipe that nobody writes into", "fifo", "", syscall.SIGTERM},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			name := tt.source
			if name == "fifo" {
				name = filepath.Join(dir, name)
				if err := syscall.Mkfifo(name, 0o600); err != nil {
					t.Skip(err)
				}
			}
			cmd := program("migrate", name, "-o", filepath.Join(dir, "site"))
			var stderr bytes.Buffer
			cmd.Stderr = &stderr
			in, err := cmd.StdinPipe()
			if err != nil {
				t.Fatal(err)
			}
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			defer in.Close()
			_, _ = io.WriteString(in, tt.sent)
			time.Sleep(700 * time.Millisecond) // it has taken its signals by then
			_ = cmd.Process.Signal(tt.signal)
			if code := wait(t, cmd); code != exitInterrupted || !strings.Contains(stderr.String(), "interrupted") {
				t.Errorf("exit %d, %q", code, stderr.String())
			}
		})
	}
}

// What has no end and is no source is refused before it fills the disk.
func TestEndlessSource(t *testing.T) {
	if _, err := os.Stat("/dev/zero"); err != nil {
		t.Skip(err)
	}
	for _, name := range []string{"-", "/dev/zero"} {
		tmp := t.TempDir()
		cmd := program("migrate", name, "-o", filepath.Join(tmp, "site"))
		cmd.Env = append(os.Environ(), "TMPDIR="+tmp)
		zero, err := os.Open("/dev/zero")
		if err != nil {
			t.Fatal(err)
		}
		defer zero.Close()
		cmd.Stdin = zero
		var stderr bytes.Buffer
		cmd.Stderr = &stderr
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		if code := wait(t, cmd); code != exitFailed || stderr.Len() == 0 {
			t.Errorf("%s: exit %d, %q", name, code, stderr.String())
		}
	}
}

// wait returns the exit code of a program that ends soon.
func wait(t *testing.T, cmd *exec.Cmd) int {
	t.Helper()
	ended := make(chan struct{})
	go func() { _ = cmd.Wait(); close(ended) }()
	select {
	case <-ended:
	case <-time.After(20 * time.Second):
		t.Error("it does not end")
		_ = cmd.Process.Kill()
		<-ended
	}
	return cmd.ProcessState.ExitCode()
}

// What a library prints on its own is not printed: an answer that is longer than it
// says makes net/http tell of it.
func TestLibrariesAreSilent(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	var asked atomic.Int32
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			asked.Add(1)
			go func() {
				defer c.Close()
				_, _ = c.Read(make([]byte, 4096))
				_, _ = io.WriteString(c, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 4\r\n\r\nokay")
				time.Sleep(50 * time.Millisecond)
				_, _ = io.WriteString(c, "and more than it has promised")
				time.Sleep(100 * time.Millisecond)
			}()
		}
	}()
	cmd := program("fetch", "http://"+l.Addr().String(), "-o", filepath.Join(t.TempDir(), "site.xml"), "--quiet")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	for range 100 {
		if time.Sleep(100 * time.Millisecond); asked.Load() > 1 { // the first answer is done
			break
		}
	}
	_ = cmd.Process.Signal(os.Interrupt)
	wait(t, cmd)
	for line := range strings.Lines(stderr.String()) {
		if !strings.HasPrefix(line, "wp2md: ") && !strings.HasPrefix(line, "  ") {
			t.Errorf("printed by somebody else: %s", line)
		}
	}
	if asked.Load() < 2 {
		t.Error("the server was not asked")
	}
}
