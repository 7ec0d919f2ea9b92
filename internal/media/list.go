package media

import (
	"bufio"
	"io"
	"iter"
	"strings"
)

// WriteURLs writes the addresses of files, one a line, as wget -i reads them.
// Addresses that nothing could ask for are left out.
func WriteURLs(w io.Writer, wants iter.Seq[Want]) error {
	out := bufio.NewWriter(w)
	for want := range wants {
		if u, err := Address(want.URL); err == nil {
			out.WriteString(u)
			out.WriteByte('\n')
		}
	}
	return out.Flush()
}

// WriteCurl writes the addresses of files and the names they are to have, as
// curl -K reads them.
func WriteCurl(w io.Writer, wants iter.Seq[Want]) error {
	out := bufio.NewWriter(w)
	out.WriteString("# Run in the folder above this one: curl --config .wp2md/media.curl\n" +
		"create-dirs\nfail\ngloboff\nlocation\nretry = 3\nproto = \"=http,https\"\n")
	for want := range wants {
		u, err := Address(want.URL)
		if err != nil {
			continue
		}
		out.WriteString("\nurl = ")
		out.WriteString(curlQuoted(u))
		out.WriteString("\noutput = ")
		out.WriteString(curlQuoted(want.Name))
		out.WriteByte('\n')
	}
	return out.Flush()
}

// curlQuoted returns a string as curl's configuration has it.
func curlQuoted(s string) string {
	if strings.ContainsAny(s, "\\\"\t\n\r\v") {
		s = curlEscapes.Replace(s)
	}
	return `"` + s + `"`
}

var curlEscapes = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\t", `\t`, "\n", `\n`, "\r", `\r`, "\v", `\v`)

// ReadCurl returns what WriteCurl has written: addresses by the names that the
// files are to have.
func ReadCurl(list []byte) map[string]string {
	all := map[string]string{}
	var address string
	for line := range strings.Lines(string(list)) {
		if v, ok := strings.CutPrefix(line, "url = "); ok {
			address = curlUnquoted(v)
		} else if v, ok := strings.CutPrefix(line, "output = "); ok {
			all[curlUnquoted(v)] = address
		}
	}
	return all
}

func curlUnquoted(s string) string {
	return curlUnescapes.Replace(strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(s), `"`), `"`))
}

var curlUnescapes = strings.NewReplacer(`\\`, `\`, `\"`, `"`, `\t`, "\t", `\n`, "\n", `\r`, "\r", `\v`, "\v")
