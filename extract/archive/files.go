package archive

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"time"
)

const (
	fileTries  = 3
	mostRefuse = 5 // files in a row that are not to be had, before the rest is left
	mostPause  = 2 * time.Minute
)

// SaveFiles saves the files of the uploads folder that the archive lists below a
// folder, where a copy of uploads has them. What is there already is not asked for
// again. It returns how many are there, and why others are not; when nothing comes
// any more the rest is left for another run. The error is one of ctx or the folder.
func (a *Archive) SaveFiles(ctx context.Context, folder string, progress func(n, total int)) (have int, lost []error, err error) {
	refused := 0
	for i, name := range slices.Sorted(maps.Keys(a.uploads)) {
		if ctx.Err() != nil {
			return have, lost, context.Canceled
		}
		progress(i, len(a.uploads))
		local := filepath.FromSlash(name)
		if !filepath.IsLocal(local) {
			lost = append(lost, fmt.Errorf("%s: not a path below uploads", a.uploads[name]))
			continue
		}
		to := filepath.Join(folder, local)
		if _, err := os.Stat(to); err == nil {
			have++
			continue
		}
		if refused == mostRefuse {
			return have, append(lost, fmt.Errorf("%s: nothing comes any more; %d files are left for another run of the same command", a.server, len(a.uploads)-i)), nil
		}
		b, err := a.file(ctx, a.uploads[name])
		switch {
		case ctx.Err() != nil:
			return have, lost, context.Canceled
		case err != nil:
			lost = append(lost, fmt.Errorf("%s: %w", a.uploads[name], err))
			if refused++; errors.As(err, new(statusError)) { // it answers
				refused = 0
			}
			continue
		}
		refused = 0
		if err := saveFile(to, b); err != nil {
			return have, lost, err
		}
		have++
	}
	return have, lost, nil
}

// statusError is an answer that is no file.
type statusError int

func (e statusError) Error() string { return fmt.Sprintf("%d %s", int(e), http.StatusText(int(e))) }

// file asks for a file, as often and as late as the archive wants.
func (a *Archive) file(ctx context.Context, address string) (b []byte, err error) {
	pause := a.opt.Gap
	for range fileTries {
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(min(pause, mostPause)):
		}
		pause = 10 * max(pause, a.opt.Gap)
		var req *http.Request
		if req, err = http.NewRequestWithContext(ctx, http.MethodGet, address, nil); err != nil {
			return nil, err
		}
		var resp *http.Response
		if resp, err = a.RoundTrip(req); err != nil {
			continue
		}
		b, err = io.ReadAll(resp.Body)
		resp.Body.Close()
		switch {
		case err == nil && resp.StatusCode == 200:
			return b, nil
		case err == nil && resp.StatusCode != 429 && resp.StatusCode < 500:
			return nil, statusError(resp.StatusCode)
		case err == nil:
			err = fmt.Errorf("%d %s, %d times", resp.StatusCode, http.StatusText(resp.StatusCode), fileTries)
		}
		if s, err := strconv.Atoi(resp.Header.Get("Retry-After")); err == nil && s > 0 {
			pause = time.Duration(s) * time.Second
		}
	}
	return nil, err
}

// saveFile writes a file whole or not at all.
func saveFile(to string, b []byte) error {
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return err
	}
	temp, err := os.CreateTemp(filepath.Dir(to), ".wp2md-*")
	if err != nil {
		return err
	}
	_, err = temp.Write(b)
	if err = errors.Join(err, temp.Chmod(0o644), temp.Close()); err == nil {
		err = os.Rename(temp.Name(), to)
	}
	if err != nil {
		return errors.Join(err, os.Remove(temp.Name()))
	}
	return nil
}
