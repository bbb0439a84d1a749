from tortoise import Tortoise, run_async

TORTOISE_ORM = {
    "connections": {"default": "sqlite://db.sqlite3"},
    "apps": {"models": {"models": ["zoo.models"]}},
}


async def run():
    await Tortoise.init(config=TORTOISE_ORM)
    await Tortoise.generate_schemas()


if __name__ == "__main__":
    run_async(run())
