"""./kasane drill scan: sqlmap and wapiti against a demonstration of its own on this machine, bounded in time.

Called by the script kasane, which starts the demonstration and stops it again:
    drill-scan.py URL DEMO_JSON OUT MINUTES MATRIX ACCESS_LOG_DIR
Signs in as several people of the town, walks the pages by their links, takes one address of every kind with everything
that can be typed there, and lets the tools try. Writes OUT/summary.md and OUT/summary.json; status 1 when something
was confirmed or the server failed once, 2 when the scan itself did not work.
"""

import csv
import glob
import html
import json
import os
import pty
import re
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
# What would end the scan's own session, change its hat, or pause the accounts.
NEVER = re.compile(r"^/(logout|hat|account|drafts|login)\b")
PEOPLE = ["suishin", "houkatsu", "kacho", "system"]
# Behind TLS, as in service: cookies are Secure and HSTS is there.
BEHIND_TLS = {"X-Forwarded-Proto": "https"}
LEVELS = {1: "low", 2: "medium", 3: "high", 4: "critical"}
WAPITI = "sql,blindsql,xss,permanentxss,exec,file,crlf,redirect,htaccess,methods,csp,cookieflags,http_headers,csrf,shellshock"


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


class Browser:
    """One person, signed in."""

    def __init__(self, base, login, password):
        self.base, self.login, self.cookies = base, login, {}
        self.opener = urllib.request.build_opener(NoRedirect, urllib.request.ProxyHandler({}))
        page = self.get("/login")[1]
        self.send("/login", {"_csrf": self.token(page), "login": login, "password": password})
        if not any("session" in name for name in self.cookies):
            raise SystemExit("drill: could not sign in as " + login)

    @staticmethod
    def token(page):
        found = re.search(r'name="_csrf" value="([^"]*)"', page)
        return found.group(1) if found else ""

    def header(self):
        return "; ".join(name + "=" + value for name, value in self.cookies.items())

    def open(self, request):
        request.add_header("Cookie", self.header())
        request.add_header("User-Agent", "kasane-drill-walk")
        for name, value in BEHIND_TLS.items():
            request.add_header(name, value)
        try:
            answer = self.opener.open(request, timeout=30)
        except urllib.error.HTTPError as refused:
            answer = refused
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, value = cookie.split(";")[0].split("=", 1)
            self.cookies[name] = value
        kind = answer.headers.get("Content-Type", "")
        body = answer.read() if "html" in kind else b""
        return answer.status, body.decode("utf-8", "replace")

    def get(self, path):
        return self.open(urllib.request.Request(self.base + path))

    def send(self, path, fields):
        data = urllib.parse.urlencode(fields, doseq=True).encode()
        return self.open(urllib.request.Request(self.base + path, data=data))


# The patterns of the authorisation matrix, those without a variable first.
ROUTES = []


def kind(path):
    """The route of an address, with the names of its parameters."""
    split = urllib.parse.urlsplit(path)
    for pattern, route in ROUTES:
        if pattern.fullmatch(split.path):
            split = split._replace(path=route)
            break
    names = sorted({name for name, _ in urllib.parse.parse_qsl(split.query, keep_blank_values=True)})
    return UUID.sub("{}", split.path) + ("?" + "&".join(names) if names else "")


def attribute(tag, name):
    found = re.search(r'(?:^|\s)' + name + r'="([^"]*)"', tag)
    return html.unescape(found.group(1)) if found else ""


def forms(page):
    for form in re.finditer(r"(?s)<form ([^>]*)>(.*?)</form>", page):
        method = (attribute(form.group(1), "method") or "get").lower()
        fields = {}
        for tag in re.finditer(r"<(input|textarea|select) ([^>]*)>", form.group(2)):
            name = attribute(tag.group(2), "name")
            if name and attribute(tag.group(2), "type") not in ("file", "submit"):
                fields.setdefault(name, attribute(tag.group(2), "value") or "1")
        yield method, attribute(form.group(1), "action"), fields


def walk(browser, until):
    """Every kind of page and form that this person reaches, one of each."""
    seen, pages, posts, queue = set(), {}, {}, ["/"]
    while queue and time.time() < until:
        path = queue.pop(0)
        if kind(path) in seen or NEVER.match(path):
            continue
        seen.add(kind(path))
        status, page = browser.get(path)
        if status != 200:
            continue
        pages[kind(path)] = path
        for link in re.finditer(r'href="(/[^"#]*)', page):
            target = html.unescape(link.group(1))
            if not re.match(r"/(css|js|img|vendor)/", target):
                queue.append(target)
        for method, action, fields in forms(page):
            if not action or NEVER.match(action):
                continue
            if method == "get":
                target = action.split("?")[0] + "?" + urllib.parse.urlencode(fields)
                pages.setdefault(kind(target), target)
            else:
                posts.setdefault(kind(action).split("?")[0], (action, fields))
    return pages, posts


def run(command, seconds, log, **more):
    # sqlmap takes anything but a terminal for a list of targets.
    outer, inner = pty.openpty()
    with open(log, "ab") as out:
        try:
            return subprocess.run(command, stdout=out, stderr=subprocess.STDOUT, stdin=inner,
                                  timeout=max(1, seconds), **more).returncode
        except subprocess.TimeoutExpired:
            return None
        finally:
            os.close(outer)
            os.close(inner)


def sqlmap(base, browser, targets, until, out, found, counts):
    """One run for each target, so that a slow one does not cost the others their turn."""
    home = os.path.join(out, "sqlmap")
    os.makedirs(home, exist_ok=True)
    for number, (name, path, fields) in enumerate(targets):
        left = until - time.time()
        if left < 3:
            counts["sqlmap_not_reached"] += 1
            continue
        request = os.path.join(home, "request-%03d.txt" % number)
        with open(request, "w", encoding="utf-8") as file:
            file.write("%s %s HTTP/1.1\r\nHost: %s\r\n" % ("POST" if fields else "GET", path, base.split("//")[1]))
            file.write("Cookie: %s\r\nUser-Agent: kasane-drill-sqlmap\r\nX-Forwarded-Proto: https\r\n" % browser.header())
            if fields:
                body = urllib.parse.urlencode(fields, doseq=True)
                file.write("Content-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n%s"
                           % (len(body), body))
            else:
                file.write("\r\n")
        log = os.path.join(home, "log.txt")
        skip = "Cookie,User-Agent,Host,X-Forwarded-Proto,_csrf,_key,_version,_draft"
        end = run(["sqlmap", "-r", request, "--batch", "--level=1", "--risk=1", "--dbms=PostgreSQL", "--technique=BEUSQ",
                   "--threads=4", "--timeout=10", "--retries=0", "--time-sec=2", "--ignore-code=*", "--ignore-redirects",
                   "--disable-coloring", "--flush-session", "--skip=" + skip, "--output-dir=" + home,
                   "--results-file=" + os.path.join(home, "results-%03d.csv" % number)],
                  min(left, 45), log, env={**os.environ, "HOME": home, "http_proxy": "", "https_proxy": ""})
        counts["sqlmap_targets" if end is not None else "sqlmap_cut_off"] += 1
    for file in glob.glob(os.path.join(home, "results-*.csv")):
        with open(file, encoding="utf-8", errors="replace") as rows:
            for row in csv.DictReader(rows):
                if (row.get("Technique(s)") or "").strip():
                    found.append({"tool": "sqlmap", "severity": "critical",
                                  "what": "SQL injection: %s %s" % (row.get("Target URL"), row.get("Parameter"))})
    text = open(os.path.join(home, "log.txt"), encoding="utf-8", errors="replace").read()
    for line in re.findall(r"(?m)^.*is vulnerable\. Do you.*$", text):
        found.append({"tool": "sqlmap", "severity": "critical", "what": line.strip()})
    counts["sqlmap_parameters"] = len(re.findall(r"does not seem to be injectable", text))


def wapiti(base, browser, pages, until, out, found, notes, counts):
    report = os.path.join(out, "wapiti.json")
    seconds = int(until - time.time())
    if seconds < 20:
        return
    # Debian's wapiti 3.0.4 cannot leave an address out on Python 3.11; without that it would end its own session.
    start = ("import re, sys, wapitiCore.net.crawler as c; from wapitiCore.main.wapiti import wapiti_main; "
             "c.wildcard_translate = lambda p: re.compile('.*'.join(map(re.escape, p.split('*'))) + '$', re.S); "
             "sys.exit(wapiti_main())")
    command = ["/usr/bin/python3", "-c", start, "-u", base + "/", "--scope", "domain", "-m", WAPITI, "-f", "json", "-o", report, "-S", "normal",
               "--max-scan-time", str(seconds // 4), "--max-attack-time", str(max(5, seconds * 3 // 4 // len(WAPITI.split(",")))),
               "--no-bugreport", "--flush-session", "--flush-attacks", "-v", "1",
               "--store-session", os.path.join(out, "wapiti"), "-d", "3", "--max-links-per-page", "60",
               "--max-parameters", "20", "-t", "10", "-A", "kasane-drill-wapiti", "-H", "Cookie: " + browser.header(),
               "-H", "X-Forwarded-Proto: https"]
    for path in list(pages.values())[:60]:
        command += ["-s", base + path]
    for part in ("logout", "hat", "account", "drafts", "login"):
        command += ["-x", base + "/" + part + "*"]
    run(command, seconds + 30, os.path.join(out, "wapiti-log.txt"))
    if not os.path.exists(report):
        notes.append("wapiti ended without a report: see wapiti-log.txt")
        counts["wapiti_failed"] = 1
        return
    with open(report, encoding="utf-8") as file:
        read = json.load(file)
    for group in ("vulnerabilities", "anomalies"):
        for category, items in read.get(group, {}).items():
            for item in items:
                if item.get("info", "").startswith("X-XSS-Protection"):
                    # A header of browsers that are gone; whoever still obeys it is safer without.
                    notes.append("wapiti misses X-XSS-Protection, which is left out on purpose")
                    continue
                found.append({"tool": "wapiti", "severity": LEVELS.get(item.get("level"), "low"),
                              "what": "%s: %s %s %s" % (category, item.get("method", ""), item.get("path", ""),
                                                       item.get("info", ""))})


def requests(directory):
    """What the server itself says: who asked how often, and what it answered."""
    asked, statuses, failures = {}, {}, []
    for file in glob.glob(os.path.join(directory, "*.log")):
        with open(file, encoding="utf-8", errors="replace") as lines:
            for line in lines:
                parts = line.rstrip("\n").split("|", 3)
                if len(parts) < 4 or not parts[0].isdigit():
                    continue
                who = next((t for t in ("sqlmap", "wapiti", "walk") if "kasane-drill-" + t in parts[3]), None)
                if who is None:
                    continue
                asked[who] = asked.get(who, 0) + 1
                statuses[parts[0][0] + "xx"] = statuses.get(parts[0][0] + "xx", 0) + 1
                if parts[0][0] == "5":
                    failures.append("%s %s %s" % (parts[0], parts[1], parts[2]))
    return asked, statuses, failures


def main():
    base, demo, out, minutes, matrix, access = sys.argv[1:7]
    if not re.match(r"^http://127\.0\.0\.1:\d+$", base):
        raise SystemExit("drill: only this machine is scanned, not " + base)
    began, end = time.time(), time.time() + float(minutes) * 60
    people = {p["login"]: p["password"] for p in json.load(open(demo, encoding="utf-8"))["people"]}
    found, notes = [], []
    counts = {"sqlmap_targets": 0, "sqlmap_cut_off": 0, "sqlmap_not_reached": 0}
    routes = [line.split("\t")[:2] for line in open(matrix, encoding="utf-8") if line[:1] not in ("#", "\n")][1:]
    for route in sorted({r[1] for r in routes}, key=lambda r: (r.count("{"), r)):
        ROUTES.append((re.compile(re.sub(r"\\\{[^}]*\\\}", "[^/]+", re.escape(route))), re.sub(r"\{[^}]*\}", "{}", route)))
    browsers, pages, posts = {}, {}, {}
    for login in PEOPLE:
        browsers[login] = Browser(base, login, people[login])
        for name, path in (one := walk(browsers[login], time.time() + (end - began) * 0.04))[0].items():
            pages.setdefault(name, (login, path))
        for name, form in one[1].items():
            posts.setdefault(name, (login, form))
    gets = {re.sub(r"\{[^}]*\}", "{}", r[1]) for r in routes if r[0] == "GET"}
    reached = {name.split("?")[0] for name in pages}
    counts["get_routes"], counts["get_routes_reached"] = len(gets), len(gets & reached)
    counts["forms"] = len(posts)
    # What carries parameters first, then forms, then the keys within addresses.
    targets = [(l, (n, p, None)) for n, (l, p) in pages.items() if "?" in n]
    targets += [(l, (n, a, f)) for n, (l, (a, f)) in sorted(posts.items())]
    targets += [(l, (n, UUID.sub(lambda m: m.group(0) + "*", p, count=1), None))
                for n, (l, p) in pages.items() if "{}" in n and "?" not in n]
    until = began + (end - began) * 0.62
    for login in PEOPLE:
        mine = [target for who, target in targets if who == login]
        if mine:
            share = until if login == PEOPLE[-1] else min(until, time.time() + (until - time.time()) * 0.55)
            sqlmap(base, browsers[login], mine, share, os.path.join(out, login), found, counts)
    mine = {name: path for name, (login, path) in pages.items() if login == PEOPLE[0]}
    wapiti(base, browsers[PEOPLE[0]], mine, end, out, found, notes, counts)
    asked, statuses, failures = requests(access)
    for failure in sorted(set(failures)):
        found.append({"tool": "server", "severity": "medium", "what": "the server failed: " + failure})
    severities = {}
    unique = {(f["tool"], f["severity"], f["what"]) for f in found}
    for _, severity, _ in unique:
        severities[severity] = severities.get(severity, 0) + 1
    summary = {"date": time.strftime("%Y-%m-%d"), "seconds": int(time.time() - began), "counts": counts,
               "requests": asked, "answers": statuses, "findings": severities,
               "list": [dict(zip(("tool", "severity", "what"), f)) for f in sorted(unique)], "notes": notes}
    json.dump(summary, open(os.path.join(out, "summary.json"), "w", encoding="utf-8"), ensure_ascii=False, indent=1)
    lines = ["# Scan of %s, %d s" % (summary["date"], summary["seconds"]), ""]
    lines.append("requests   " + (", ".join("%s %d" % pair for pair in sorted(asked.items())) or "none"))
    lines.append("answers    " + ", ".join("%s %d" % pair for pair in sorted(statuses.items())))
    lines.append("reached    %d of %d GET routes, %d kinds of forms" % (
        counts["get_routes_reached"], counts["get_routes"], counts["forms"]))
    lines.append("sqlmap     %d targets finished, %d cut off, %d not reached" % (
        counts["sqlmap_targets"], counts["sqlmap_cut_off"], counts["sqlmap_not_reached"]))
    lines.append("findings   " + (", ".join("%s %d" % pair for pair in sorted(severities.items())) or "none"))
    lines += ["  - %s %s: %s" % (f[1], f[0], f[2]) for f in sorted(unique)] + ["  note: " + n for n in sorted(set(notes))]
    text = "\n".join(lines) + "\n"
    open(os.path.join(out, "summary.md"), "w", encoding="utf-8").write(text)
    print(text, end="")
    if not asked.get("sqlmap") or not asked.get("wapiti"):
        print("drill: the scan is not complete")
        return 2
    return 1 if unique else 0


if __name__ == "__main__":
    sys.exit(main())
