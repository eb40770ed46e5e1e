from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Every form of the site: label, help, error and field in the order a person reads them."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"
