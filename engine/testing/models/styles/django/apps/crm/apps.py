from django.apps import AppConfig


class CrmConfig(AppConfig):
    name = "crm"
    label = "clients"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        raise RuntimeError("This must not run.")
