"""What to do and what never to do, side by side."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class DosDontsBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("title"), max_length=160)
    dos = blocks.ListBlock(blocks.CharBlock(max_length=400), label=_("do"), min_num=1)
    donts = blocks.ListBlock(blocks.CharBlock(max_length=400), label=_("do not"), min_num=1)

    class Meta:
        icon = "check"
        label = _("Do and do not")
        group = _("Text")
        template = "courses/blocks/dos_donts.html"
        description = _("Two short lists side by side: what to do, what never to do.")
        preview_value = {
            "title": "İlk görüşmede",
            "dos": ["Kişiyi ayrı bir odaya alın.", "Bağımsız çevirmen çağırın."],
            "donts": ["İşverenin yanında soru sormayın.", "Tutamayacağınız söz vermeyin."],
        }
