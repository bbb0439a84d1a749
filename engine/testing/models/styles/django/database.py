"""What the database itself computes, and names of its own."""

from django.db import models
from django.db.models import F, Value
from django.db.models.functions import Concat, Lower, Now


class InvoiceQuerySet(models.QuerySet):
    def open(self):
        return self.filter(paid=False)


class Invoice(models.Model):
    number = models.IntegerField(primary_key=True, db_column="Invoice No")
    title = models.CharField(max_length=40, db_default="New", db_collation="NOCASE", db_comment="As printed.")
    paid = models.BooleanField(db_default=False)
    net = models.DecimalField(max_digits=9, decimal_places=2, db_default=0)
    tax = models.DecimalField(max_digits=9, decimal_places=2, db_default=Value(1))
    gross = models.GeneratedField(
        expression=F("net") + F("tax"),
        output_field=models.DecimalField(max_digits=9, decimal_places=2),
        db_persist=True,
        db_index=True,
    )
    label = models.GeneratedField(
        expression=Concat(Lower("title"), Value(": 50%")),
        output_field=models.CharField(max_length=60),
        db_persist=False,
    )
    issued = models.DateTimeField(db_default=Now())
    due_day = models.IntegerField(db_default=Value(10) + Value(20))

    objects = InvoiceQuerySet.as_manager()

    class Meta:
        db_table = "billing.invoices"
        db_table_comment = "All invoices."


class Line(models.Model):
    pk = models.CompositePrimaryKey("invoice_id", "position")
    invoice = models.ForeignKey(Invoice, on_delete=models.DB_CASCADE, related_name="lines")
    position = models.SmallIntegerField()
    product = models.ForeignKey("Product", on_delete=models.DB_SET_NULL, null=True, db_column="product")

    class Meta:
        db_table = "Lines"


class Product(models.Model):
    maker = models.ForeignKey("self", on_delete=models.DB_CASCADE, null=True, related_name="made")
