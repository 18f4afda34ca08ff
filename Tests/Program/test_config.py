"""The configuration file: what it sets, what counts more, and what is said of a wrong one."""

import json
import re
from pathlib import Path

import pytest
from hostile import Answer, make_batch, make_batches

USAGE, NO_INPUT, NO_PERMISSION = 64, 66, 77
KEY = "sk-" + "c3f9" * 8


@pytest.fixture
def configure(environment):
    """Writes the file."""

    def write(text):
        path = Path(environment["HOME"]) / ".config/lazybatch/config.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path

    return write


def profile(name, server, **options):
    lines = [f"[profile.{name}]", f'base_url = "{server.url}"']
    lines += [f"{option} = {json.dumps(value)}" for option, value in options.items()]
    return "\n".join(lines) + "\n"


def values(run, *arguments, env=None):
    result = run("config", "show", "--output", "json", *arguments, env=env)
    assert result.returncode == 0, result.stderr
    return {name: (row["value"], row["from"]) for name, row in json.loads(result.stdout).items()}


def test_path_follows_the_variables(run, environment):
    home = environment["HOME"]
    assert run("config", "path").stdout == f"{home}/.config/lazybatch/config.toml\n"
    other = run("config", "path", env={"XDG_CONFIG_HOME": "/nowhere"})
    assert other.stdout == "/nowhere/lazybatch/config.toml\n"
    relative = run("config", "path", env={"XDG_CONFIG_HOME": "here"})
    assert relative.stdout == f"{home}/.config/lazybatch/config.toml\n"
    assert run("config", "path", env={"LAZYBATCH_CONFIG": "x.toml"}).stdout == "x.toml\n"
    assert run("config", "path", env={"LAZYBATCH_CONFIG": ""}).returncode == USAGE


def test_each_source_counts_more_than_the_next(run, configure):
    path = configure('ambiguous_width = 1\npage_size = 7\n[profile.a]\npage_size = 8\n')
    assert values(run)["color"] == ("auto", "default")
    assert values(run)["ambiguous_width"] == ("1", f"file ({path}:1:19)")
    variable = {"LAZYBATCH_AMBIGUOUS_WIDTH": "2"}
    assert values(run, env=variable)["ambiguous_width"] == (
        "2", "environment (LAZYBATCH_AMBIGUOUS_WIDTH)",
    )
    given = values(run, "--ambiguous-width", "auto", env=variable)
    assert given["ambiguous_width"] == ("auto", "command line (--ambiguous-width)")
    assert values(run)["page_size"] == (7, f"file ({path}:2:13)")
    assert values(run, "--profile", "a")["page_size"] == (8, f"profile a ({path}:4:13)")
    chosen = values(run, "--profile", "a", "--page-size", "100")
    assert chosen["page_size"] == (100, "command line (--page-size)")


@pytest.mark.parametrize(
    "arguments, env, rows",
    [
        ([], {}, 7),
        (["--page-size", "100"], {}, 100),
        (["--profile", "a"], {}, 8),
        ([], {"LAZYBATCH_PROFILE": "a"}, 8),
        (["--profile", "a", "--page-size", "9"], {}, 9),
        ([], {"LAZYBATCH_CONFIG": ""}, 100),
    ],
)
def test_page_size_that_is_asked_for(run, serve, configure, arguments, env, rows):
    server = serve(make_batches(3))
    configure("page_size = 7\n" + profile("a", server, page_size=8))
    address = [] if "a" in arguments or "LAZYBATCH_PROFILE" in env else ["--base-url", server.url]
    result = run("list", *address, *arguments, env=env)
    assert result.returncode == 0, result.stderr
    assert server.requests[0].query["limit"] == str(rows)


def test_profile_has_its_key_and_headers(run, serve, configure):
    server = serve(make_batches(3))
    configure(
        'default_profile = "work"\n'
        + profile("work", server, provider="openai", api_key_variable="WORK_KEY",
                  organization="org-a", project="proj_b")
        + 'headers = { x-one = "1", x-two = { variable = "TWO" } }\n'
    )
    env = {"WORK_KEY": KEY, "OPENAI_API_KEY": "sk-other", "OPENAI_ORG_ID": "org-c", "TWO": "2"}
    result = run("list", env=env)
    assert result.returncode == 0, result.stderr
    (request,) = server.requests
    assert request.values("authorization") == [f"Bearer {KEY}"]
    assert request.values("openai-organization") == ["org-a"]
    assert request.values("openai-project") == ["proj_b"]
    assert request.values("x-one") == ["1"] and request.values("x-two") == ["2"]
    shown = run("config", "show", env=env).stdout
    assert KEY not in shown and "***" in shown and "variable TWO" in shown


def test_key_of_a_profile_stays_with_its_server(run, serve, configure):
    own, other = serve(make_batches(1)), serve(make_batches(1))
    configure(profile("work", own, api_key_variable="WORK_KEY"))
    env = {"WORK_KEY": KEY, "SILICONFLOW_API_KEY": "sk-silicon-silicon"}
    refused = run("list", "--profile", "work", "--base-url", other.url, env=env)
    assert refused.returncode == USAGE and "--api-key-command" in refused.stderr
    assert not other.requests
    given = run("list", "--profile", "work", "--base-url", other.url,
                "--api-key-command", "echo another-key", env=env)
    assert given.returncode == 0, given.stderr
    assert other.requests[0].values("authorization") == ["Bearer another-key"]


def test_profile_with_an_address_sends_no_key_that_it_does_not_name(run, serve, configure):
    server = serve(make_batches(1))
    configure(profile("local", server) + '[profile.far]\nbase_url = "https://a.example/v1"\n')
    env = {"SILICONFLOW_API_KEY": KEY}
    assert run("list", "--profile", "local", env=env).returncode == 0
    assert server.requests[0].values("authorization") == []
    far = run("list", "--profile", "far", env=env)
    assert far.returncode == NO_PERMISSION and "api_key_variable" in far.stderr


def test_key_of_a_profile_does_not_follow_a_variable(run, configure):
    configure('[profile.work]\nprovider = "openai"\napi_key_variable = "WORK_KEY"\n')
    env = {"WORK_KEY": KEY, "OPENAI_BASE_URL": "http://127.0.0.1:9/v1"}
    result = run("list", "--profile", "work", env=env)
    assert result.returncode == USAGE and "base_url" in result.stderr


def test_key_command_of_a_profile(run, serve, configure, tmp_path):
    server = serve(make_batches(1))
    (tmp_path / "key").write_text(KEY)
    configure(profile("work", server, api_key_command=f"cat '{tmp_path}/key'"))
    assert run("config", "check").returncode == 0
    assert run("list", "--profile", "work").returncode == 0
    assert server.requests[0].values("authorization") == [f"Bearer {KEY}"]
    configure(profile("work", server, api_key_command=f"echo {KEY}"))
    refused = run("config", "check")
    assert refused.returncode == USAGE and KEY not in refused.stdout


@pytest.mark.parametrize(
    "text, place, words",
    [
        ('colour = "never"\n', "1:1", "did you mean color?"),
        ("\nascii = 5\n", "2:9", "ascii must be true or false, not a whole number"),
        ("ascii = \n", "1:", "this is not TOML"),
        ('[profile.a]\napi_key = "x"\n', "2:1", "must not be in this file"),
        ('[profile.a]\nbase_url = "ftp://x"\n', "2:12", "ftp"),
        ('[profile.a]\nheaders = { host = "x" }\n', "2:20", "is set by lazybatch itself"),
        ('default_profile = "b"\n[profile.a]\n', "1:19", "there are a"),
    ],
)
def test_check_tells_every_mistake(run, configure, text, place, words):
    path = configure(text)
    result = run("config", "check")
    assert result.returncode == USAGE
    assert result.stdout.startswith(f"{path}:{place}") and words in result.stdout
    assert result.stderr == ""


def test_check_of_good_and_missing_files(run, configure):
    assert run("config", "check").returncode == NO_INPUT
    configure("ascii = true\n")
    good = run("config", "check")
    assert good.returncode == 0 and "nothing is wrong" in good.stdout


def test_example_is_a_valid_file(run, configure):
    configure(run("config", "example").stdout)
    assert run("config", "check").returncode == 0
    json.loads(run("config", "schema").stdout)


def test_unknown_and_faulty_profiles_are_not_used(run, serve, configure):
    server = serve(make_batches(1))
    configure(profile("a", server) + profile("b", server, page_size=0))
    unknown = run("list", "--profile", "c")
    assert unknown.returncode == USAGE and "there are a, b" in unknown.stderr
    faulty = run("list", "--profile", "b")
    assert faulty.returncode == USAGE and "page_size" in faulty.stderr
    assert run("list", "--profile", "a").returncode == 0


def test_commands_go_on_with_what_is_valid(run, serve, configure):
    server = serve(make_batches(3))
    path = configure("page_size = 2\ncolour = 5\nasci = true\n")
    result = run("list", "--base-url", server.url, "--output", "jsonl")
    assert result.returncode == 0 and len(result.stdout.splitlines()) == 3
    (line,) = result.stderr.splitlines()
    assert f"{path}:2:1" in line and "1 more" in line
    assert server.requests[0].query["limit"] == "2"


def test_file_that_is_no_toml(run, browse, serve, configure):
    server = serve(make_batches(3))
    configure("page_size = \n")
    result = run("list", "--base-url", server.url)
    assert result.returncode == USAGE and "not TOML" in result.stderr
    assert not server.requests
    browser = browse(server, size=(150, 40))
    browser.wait_for("not TOML")
    browser.wait_for_all()
    browser.quit()


def test_browser_that_cannot_start_says_what_is_wrong_with_the_file(launch, configure):
    configure("[profile\n")
    browser = launch()
    browser.wait_for("TOML")
    browser.wait_for("No API key")
    assert browser.wait_for_end() == NO_PERMISSION


def test_browser_says_what_is_wrong_once(browse, serve, configure):
    configure("colour = 5\nascii = true\n")
    browser = browse(serve(make_batches(3)), size=(150, 40))
    browser.wait_for_all()
    browser.wait_for("did you mean color")
    browser.type("j")
    browser.wait_until(lambda: not re.search("did you mean", browser.text()), "it goes")
    browser.quit()


def test_keys_of_the_users_own(browse, serve, configure):
    """Help, foot and overlays follow."""
    configure('[keys]\npreset = "arrows"\ndown = ["e", "down"]\nquit = "ctrl-x"\nhelp = "H"\n')
    browser = browse(serve(make_batches(3)))
    browser.wait_for_all()
    browser.wait_for("H help")
    browser.type("q")
    browser.wait_for("this key does nothing here; press H for help")
    browser.type("e")
    browser.wait_for_selected(1)
    browser.type("H")
    browser.wait_for("one row down")
    browser.wait_for("e Down|e  *Down|e, Down")
    browser.type("\x18")
    browser.wait_until(lambda: "one row down" not in browser.text(), "the help closes")
    browser.type("\x18")
    assert browser.wait_for_end() == 0


def test_wrong_keys_are_told_and_the_others_work(browse, run, serve, configure):
    path = configure(
        '[keys]\nrefresh = "ctrl-nothing"\nreload = "z"\nsort = ["z", "s"]\nhlep = "H"\n'
    )
    result = run("config", "check")
    assert result.returncode == USAGE
    assert [line.split(": ", 1)[0] for line in result.stdout.splitlines()] == [
        f"{path}:2:11", f"{path}:4:9", f"{path}:5:1",
    ]
    assert 'did you mean "help"?' in result.stdout
    browser = browse(serve(make_batches(3)), size=(150, 40))
    browser.wait_for("ctrl-nothing")
    browser.wait_for_all()
    browser.type("s")
    browser.wait_for("duration")
    browser.type("q")
    browser.quit()


def test_browser_names_the_profile(launch, serve, configure):
    server = serve(make_batches(3))
    configure('default_profile = "夜间"\n' + profile("夜间", server).replace("夜间", '"夜间"'))
    browser = launch()
    browser.wait_for(r"夜间 \(127")
    browser.wait_for_all()
    browser.quit()


def test_browser_switches_profiles(launch, serve, configure, environment):
    day, night = serve(make_batches(40)), serve(make_batches(30))
    configure(
        profile("day", day) + profile("night", night, allow_cancel=True)
        + profile("locked", night, api_key_variable="MISSING")
    )
    browser = launch("--profile", "day")
    browser.wait_for(r"day \(127")
    browser.wait_for_all()
    browser.type("tp@")
    browser.wait_for("profile ")
    browser.type("jj")
    browser.press("enter")
    browser.wait_for("MISSING, which is not set")
    browser.wait_for(r"day \(127")
    browser.type("@j")
    browser.press("enter")
    browser.wait_for(r"night \(127")
    browser.wait_for_all()
    assert browser.loaded() == 30
    # Now with a history, which is there before the server answers.
    day.hold()
    browser.type("@")
    browser.wait_for("switch")
    browser.type("k")
    browser.press("enter")
    browser.wait_for(r"day \(127")
    browser.wait_for("as of")
    assert browser.loaded() == 40
    day.release()
    browser.wait_until(lambda: "as of" not in browser.text(), "it is up to date")
    browser.quit()


def test_browser_without_profiles_says_how_to_make_one(browse, serve):
    browser = browse(serve(make_batches(3)))
    browser.wait_for_all()
    browser.type("@")
    browser.wait_for("lazybatch config example")
    browser.quit()


@pytest.fixture
def accounts(serve, configure):
    """Two accounts whose batches alternate in time, and one that fails."""
    now = 1_780_000_000
    day = serve([make_batch(n, now, id=f"day_{n}", created_at=now - 20 * n) for n in range(3)])
    night = serve(
        [make_batch(n, now, id=f"night_{n}", created_at=now - 20 * n - 10) for n in range(3)]
    )
    broken = serve([], behave=lambda *_: Answer(403, {"message": "no"}))
    configure(profile("day", day) + profile("night", night) + profile("broken", broken))
    return {"day": day, "night": night}


def test_list_merges_profiles(run, accounts):
    result = run("list", "--profile", "day,night", "--output", "jsonl")
    assert (result.returncode, result.stderr) == (0, ""), result.stderr
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert [row["id"] for row in rows] == ["day_0", "night_0", "day_1", "night_1", "day_2", "night_2"]
    assert [row["profile"] for row in rows] == ["day", "night"] * 3
    csv = run("list", "--profile", "night, day", "--output", "csv", "--limit", "2").stdout
    assert csv.startswith("profile,id,")
    assert [line.split(",")[0] for line in csv.splitlines()[1:]] == ["day", "night"]
    table = run("list", "--profile", "day,night", "--sort", "name").stdout
    assert table.splitlines()[0].split()[0] == "PROFILE"
    assert run("history", "export", "--profile", "day").stdout.count('"profile"') == 0


def test_account_that_fails_does_not_keep_the_others(run, accounts):
    result = run("list", "--profile", "day,broken,night", "--output", "jsonl")
    assert len(result.stdout.splitlines()) == 6
    assert result.returncode == NO_PERMISSION and "broken: " in result.stderr
    unknown = run("list", "--profile", "day,other")
    assert unknown.returncode == USAGE and unknown.stdout == ""
    one = run("show", "day_1", "--profile", "day,night")
    assert one.returncode == USAGE


def test_cost_is_an_estimate_from_the_prices(run, serve, configure):
    usage = {"input_tokens": 1000, "output_tokens": 100}
    server = serve([
        make_batch(0, model="m", usage=usage), make_batch(1, model="m"), make_batch(2, usage=usage)
    ])
    prices = "[profile.a.prices]\nbatch_discount = 0.5\nm = { input = 2, output = 10 }\n"
    configure(profile("a", server) + prices)
    result = run("list", "--profile", "a", "--fields", "profile,cost", "--output", "json")
    assert json.loads(result.stdout) == [
        {"profile": "a", "cost": 0.0015}, {"profile": "a", "cost": None},
        {"profile": "a", "cost": None},
    ]
    plain = run("list", "--profile", "a", "--output", "jsonl").stdout
    assert '"cost"' not in plain and '"profile"' not in plain


def test_key_command_has_the_terminal_while_profiles_are_switched(
    launch, serve, configure, tmp_path
):
    day, night = serve(make_batches(40)), serve(make_batches(30))
    (tmp_path / "key").write_text(KEY)
    command = f"printf 'Passphrase: ' >&2; read word; cat {tmp_path}/key"
    configure(profile("day", day) + profile("night", night, api_key_command=command))
    browser = launch("--profile", "day")
    browser.wait_for_all()
    browser.type("@j")
    browser.press("enter")
    browser.wait_for("Passphrase:")
    browser.type("open sesame\n")
    browser.wait_for(r"night \(127")
    browser.wait_until(lambda: browser.loaded() == 30, "the other list is there")
    assert night.requests[0].values("authorization") == [f"Bearer {KEY}"]
    assert not any(request.values("authorization") for request in day.requests)
    browser.quit()
