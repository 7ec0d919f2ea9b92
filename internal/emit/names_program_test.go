package emit

import "testing"

// What the old site would run is not stored as something that the new one runs.
func TestProgramsAreText(t *testing.T) {
	n := Names{Files: "images"}
	for _, tt := range [][2]string{
		{"x.php", "images/x.php.txt"}, {"X.PHP5", "images/X.PHP5.txt"}, {"a.phtml", "images/a.phtml.txt"}, {"a.phar", "images/a.phar.txt"},
		{"s.cgi", "images/s.cgi.txt"}, {"cat.jpg", "images/cat.jpg"}, {"v1.2.zip", "images/v1.2.zip"},
		{"x.php.jpg", "images/x-php.jpg"}, {"a.phtml.en.png", "images/a-phtml-en.png"}, {"x.php.", "images/x-php"}, {"y.php ", "images/y-php"}, {"z.php%20", "images/z-php"}, {"w.php%00.jpg", "images/w-php.jpg"}, {"v.php..", "images/v-php"},
		{".htaccess", "images/htaccess"}, {"web.config", "images/web.config.txt"}, {".user.ini", "images/user.ini"}, {"u.asp;.jpg", "images/u-asp;.jpg"}, {"t.php::$DATA", "images/t-php-$DATA"}, {"s.pHp/x", "images/s-pHp-x"}, {"r.php%2ejpg", "images/r-php.jpg"},
		{"setup.exe", "images/setup.exe"}, {"jquery.min.js", "images/jquery.min.js"}, {"photo.2013.04.02.jpg", "images/photo.2013.04.02.jpg"}, {"backup.tar.gz", "images/backup.tar.gz"},
	} {
		if got := n.Image(tt[0], "file"); got != tt[1] {
			t.Errorf("%s: got %s, want %s", tt[0], got, tt[1])
		}
	}
}
