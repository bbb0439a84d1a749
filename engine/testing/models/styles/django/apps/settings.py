INSTALLED_APPS = ["shop", "crm.apps.CrmConfig"]
USE_TZ = False
DEFAULT_AUTO_FIELD = "django.db.models.AutoField"
ITEM_NAME_LENGTH = 70
