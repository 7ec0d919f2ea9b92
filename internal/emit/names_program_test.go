package emit

import "testing"

// What the old site would run is not stored as something that the new one runs.
func TestProgramsAreText(t *testing.T) {
	n := Names{Files: "images"}
	for _, tt := range [][2]string{
		{"x.php", "images/x.php.txt"}, {"X.PHP5", "images/X.PHP5.txt"}, {"a.phtml", "images/a.phtml.txt"}, {"a.phar", "images/a.phar.txt"},
		{"s.cgi", "images/s.cgi.txt"}, {"cat.jpg", "images/cat.jpg"}, {"v1.2.zip", "images/v1.2.zip"},
	} {
		if got := n.Image(tt[0], "file"); got != tt[1] {
			t.Errorf("%s: got %s, want %s", tt[0], got, tt[1])
		}
	}
}
