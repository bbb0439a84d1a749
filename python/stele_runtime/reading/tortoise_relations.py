"""Connects the models of Tortoise; a relation to an absent class, or with a name that is taken, is noted."""

from tortoise.apps import Apps
from tortoise.fields.relational import ManyToManyFieldInstance

from stele_runtime.reading.classes import place_of
from stele_runtime.reading.stand_ins import StandIn


class Relations:
    """The relations of models. `loose` has the fields that lead to no class, by their model."""

    def __init__(self, description, models):
        self.description = description
        self.models = models
        self.loose = {model: {} for model in models}
        self.named = set()
        self.taken = {model: set(model._meta.fields_map) for model in models}

    def connect(self):
        """Lets Tortoise itself connect the models, after what would fail is taken away."""
        for model in self.models:
            model._meta.db_table = model._meta.db_table or model.__name__.lower()
        for model in self.models:
            for name in [*model._meta.fk_fields, *model._meta.o2o_fields, *model._meta.m2m_fields]:
                self.prepare(model, name, model._meta.fields_map[name])
        self.models.sort(key=self.order().index)
        apps = Apps({}, None)
        # Keys without dots: two classes may have the same name.
        keys = {f"{model.__module__}_{model.__name__}".replace(".", "_"): model for model in self.models}
        apps.apps = {"models": keys}
        for model in self.models:
            model._meta.app = "models"
        apps._init_relations()

    def order(self):
        """The models, each after those that its keys lead to: Tortoise needs their keys first."""
        found = []

        def add(model, above):
            if model in found or model in above:
                return
            meta = model._meta
            for name in sorted({*meta.fk_fields, *meta.o2o_fields}):
                add(meta.fields_map[name].model_name, (*above, model))
            found.append(model)

        for model in self.models:
            add(model, ())
        return found

    def prepare(self, model, name, field):
        target = self.target_of(field)
        is_many = isinstance(field, ManyToManyFieldInstance)
        if target is None or not is_many and not self.has_target_field(target, field):
            self.loosen(model, name, field)
            if is_many:
                what = f'The many-to-many relation "{model.__name__}.{name}" is left out'
                self.note(f"{what}: {name_of(field.model_name)} does not exist.", model)
            return
        field.model_name = target
        if field.related_name:
            self.named.add((model, name))
        self.claim(model, name, field, target)

    def claim(self, model, name, field, target):
        """The name of the other side; one that is taken is left out."""
        other = field.related_name or f"{model._meta.db_table}s"
        if field.related_name is False:
            return
        if other not in self.taken[target]:
            self.taken[target].add(other)
            return
        if field.related_name:
            message = f'The name "{other}" of the other side of "{model.__name__}.{name}" is taken, so it is left out.'
            self.note(message, model)
        self.named.discard((model, name))
        if isinstance(field, ManyToManyFieldInstance):
            field.related_name = f"{other}_of_{model.__name__}_{name}"
        else:
            field.related_name = False

    def target_of(self, field):
        """The class of a reference such as `models.User`; without its app, the only class with that name."""
        reference = field.model_name
        if isinstance(reference, StandIn):
            reference = reference._stand_in_name
        if not isinstance(reference, str):
            return reference if reference in self.taken else None
        *path, name = reference.split(".")
        named = [model for model in self.models if model.__name__ == name]
        in_app = [model for model in named if set(path) & {model._meta.app, *model.__module__.split(".")}]
        return next(iter([*in_app, *named]), None)

    def has_target_field(self, target, field):
        if not field.to_field:
            return True
        known = target._meta.fields_map
        # The field of a key's value is only there when the models are connected.
        found = known.get(field.to_field) or known.get(field.to_field.removesuffix("_id"))
        return found is not None and (found.unique or found.pk)

    def loosen(self, model, name, field):
        meta = model._meta
        self.loose[model][name] = field
        for names in (meta.fk_fields, meta.o2o_fields, meta.m2m_fields, meta.fetch_fields):
            names.discard(name)

    def note(self, message, model):
        self.description.add_problem(message, severity="warning", place=place_of(model), table=model._meta.db_table)


def plain_name(name):
    """Tortoise writes names in quotes as they are, so that quotes in them are doubled."""
    return name.replace('""', '"')


def name_of(reference):
    return reference._stand_in_name if isinstance(reference, StandIn) else reference
