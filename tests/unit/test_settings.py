"""Settings come from the environment and a file, and nothing in them is overlooked."""

from pathlib import Path

import pytest
from pydantic import SecretStr

from reelwright.model.errors import Invalid, Unavailable
from reelwright.settings import Settings, given, load


def refused(environment: dict[str, str]) -> str:
    with pytest.raises(Invalid) as caught:
        load(environment)
    return str(caught.value)


@pytest.fixture
def file(tmp_path):
    return tmp_path / "reelwright.toml"


def by_file(file: Path, text: str) -> dict[str, str]:
    file.write_text(text)
    return {"REELWRIGHT_SETTINGS": str(file)}


def test_nothing_set_is_the_defaults():
    assert load({"HOME": "/root"}) == Settings()


def test_settings_are_read():
    assert load({"REELWRIGHT_WORKERS": "3", "REELWRIGHT_MEDIA": "/tmp/x"}) == Settings(
        workers=3, media=Path("/tmp/x")
    )


def test_workers_are_the_cores_unless_set():
    assert Settings(workers=5).width == 5
    assert Settings().width >= 1


def test_unknown_setting_is_refused_with_the_nearest():
    assert refused({"REELWRIGHT_WORKER": "3"}) == (
        "REELWRIGHT_WORKER: There is no setting 'REELWRIGHT_WORKER'. Did you mean "
        "'REELWRIGHT_WORKERS'? `reelwright settings` lists them all."
    )


def test_empty_is_unset():
    assert load({"REELWRIGHT_WORKERS": "", "REELWRIGHT_MEDIA": "", "DATABASE_URL": ""}) == (
        Settings()
    )


@pytest.mark.parametrize("wrong", ["-1", "many", "1.5", "257"])
def test_wrong_value_is_refused(wrong):
    assert refused({"REELWRIGHT_WORKERS": wrong}).startswith("REELWRIGHT_WORKERS: This must be")


def test_every_fault_is_named_at_once():
    faults = refused({"REELWRIGHT_PORT": "x", "REELWRIGHT_CHARGE": "euro"}).splitlines()
    assert faults == [
        "REELWRIGHT_PORT: This must be a whole number.",
        "REELWRIGHT_CHARGE: There is no charge 'euro'. Choose none, credits or dollars.",
    ]


def test_database_is_a_file_in_the_data_folder():
    assert Settings(data=Path("/d")).database == "sqlite:////d/reelwright.db"


def test_short_names_are_known():
    keys = {"AWS_ACCESS_KEY_ID": "id", "AWS_SECRET_ACCESS_KEY": "shh"}
    found = load({"DATABASE_URL": "postgresql://u:p@h/d", "MEDIA_URL": "s3://films", **keys})
    assert found.database == "postgresql://u:p@h/d"
    assert found.media_url == SecretStr("s3://films")


def test_long_name_goes_before_the_short():
    both = {"DATABASE_URL": "sqlite:////short", "REELWRIGHT_DATABASE_URL": "sqlite:////long"}
    assert load(both).database == "sqlite:////long"


def test_lists_and_tables_are_read():
    assert load(
        {
            "REELWRIGHT_CORS_ORIGINS": "https://a.example, https://b.example/",
            "REELWRIGHT_PRICES": '{"picture": 0.01, "film": "0.0005"}',
        }
    ) == Settings(
        cors_origins=("https://a.example", "https://b.example"),
        prices={"picture": "0.01", "film": "0.0005"},
    )


def test_dollars_are_whole_micros():
    assert load({"REELWRIGHT_CHARGE": "dollars", "REELWRIGHT_CAP_PER_JOB": "2.5"}).cap_per_job == (
        2_500_000
    )


@pytest.mark.parametrize("wrong", ["-1", "nan", "1e400", "0.0000001", "two"])
def test_no_other_money_is_taken(wrong):
    assert refused({"REELWRIGHT_CHARGE": "dollars", "REELWRIGHT_CAP_PER_JOB": wrong}) == (
        "REELWRIGHT_CAP_PER_JOB: Write dollars, such as 2.50, with six decimals at most."
    )


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({"REELWRIGHT_PUBLIC_URL": "films"}, "REELWRIGHT_PUBLIC_URL: Write an address, such as"),
        ({"REELWRIGHT_CORS_ORIGINS": "https://a, *"}, "REELWRIGHT_CORS_ORIGINS[1]: Write an"),
        ({"REELWRIGHT_PRICES": "{"}, "REELWRIGHT_PRICES: Write JSON"),
        ({"REELWRIGHT_PRICES": '{"film": "x"}'}, "REELWRIGHT_PRICES.film: Write dollars"),
        ({"REELWRIGHT_SECRET": "short"}, "The secret is too short"),
        ({"REELWRIGHT_CAP_PER_DAY": "1"}, "Caps hold where something is charged"),
        ({"REELWRIGHT_MEDIA": "x", "MEDIA_URL": "s3://y"}, "Media are kept in one place"),
        ({"MEDIA_URL": "s3://y"}, "A bucket needs its key"),
        ({"REELWRIGHT_POLL_SECONDS": "nan"}, "REELWRIGHT_POLL_SECONDS: This must be a finite"),
    ],
)
def test_what_cannot_be_is_refused(environment, sentence):
    assert refused(environment).startswith(sentence)


def test_file_is_read_below_the_environment(file):
    named = by_file(file, 'port = 9000\nhost = "::1"\n[prices]\npicture = 0.01\n')
    found = given({**named, "REELWRIGHT_PORT": "9001"})
    assert found.settings == Settings(port=9001, host="::1", prices={"picture": "0.01"})
    assert found.sources == {"port": "REELWRIGHT_PORT", "host": str(file), "prices": str(file)}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("prot = 1", "{file}, prot: There is no setting 'prot'. Did you mean 'port'?"),
        ("port = 'x'", "{file}, port: This must be a whole number."),
        ("port", "{file}: This is not TOML: "),
        ("[prices]\nfilm = -1", "{file}, prices.film: Write dollars"),
    ],
)
def test_fault_in_the_file_has_its_place(file, text, sentence):
    assert refused(by_file(file, text)).startswith(sentence.format(file=file))


def test_missing_file_is_told(file):
    with pytest.raises(Unavailable, match="cannot be read: No such file or directory"):
        load({"REELWRIGHT_SETTINGS": str(file)})


def test_secrets_are_not_printed():
    found = load({"DATABASE_URL": "postgresql://u:canary@h/d", "REELWRIGHT_SECRET": "canary" * 6})
    assert "canary" not in f"{found!r} {found} {found.write_json()}"
