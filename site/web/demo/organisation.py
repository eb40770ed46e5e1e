"""Institutions and units of the demo, with the codes the outside relies on."""

from accounts.domain import open_institution, open_unit
from accounts.models import Agency, Institution, Unit
from accounts.provinces import numbered

INSTITUTIONS = (
    ("egm", "Emniyet Genel Müdürlüğü", "Turkish National Police", Agency.POLICE),
    ("jgk", "Jandarma Genel Komutanlığı", "Gendarmerie General Command", Agency.GENDARMERIE),
    ("sg", "Sahil Güvenlik Komutanlığı", "Coast Guard Command", Agency.COAST_GUARD),
    ("gib", "Göç İdaresi Başkanlığı", "Presidency of Migration Management", Agency.OTHER),
    ("ashb", "Aile ve Sosyal Hizmetler Bakanlığı", "Ministry of Family and Social Services", Agency.OTHER),
    ("stk", "Sivil toplum kuruluşları", "Civil society organisations", Agency.OTHER),
)
REGIONS = (
    ("SG-KARADENIZ", "Karadeniz Bölge Komutanlığı", "Black Sea Regional Command"),
    ("SG-MARMARA", "Marmara ve Boğazlar Bölge Komutanlığı", "Marmara and Straits Regional Command"),
    ("SG-EGE", "Ege Bölge Komutanlığı", "Aegean Regional Command"),
    ("SG-AKDENIZ", "Akdeniz Bölge Komutanlığı", "Mediterranean Regional Command"),
)
# Below which provinces the demo has units of its own: enough to drill down, few enough to start in seconds.
POLICE_UNITS = (
    (
        "EGM-34-GOC",
        "Göçmen Kaçakçılığıyla Mücadele ve Hudut Kapıları Şubesi",
        "Migrant Smuggling and Border Gates Branch",
    ),
    ("EGM-34-OTOGAR", "Otogar Polis Merkezi", "Bus Terminal Police Station"),
    ("EGM-34-HAVA", "Havalimanı Şubesi", "Airport Branch"),
)
GENDARMERIE_UNITS = (
    ("JGK-01-ITM", "İnsan Ticaretiyle Mücadele Tim Komutanlığı", "Counter-Trafficking Team"),
    ("JGK-01-KARATAS", "Karataş İlçe Jandarma Komutanlığı", "Karataş District Gendarmerie Command"),
)


def build() -> None:
    """Create or rename everything; running it again changes nothing."""
    for code, name, name_en, agency in INSTITUTIONS:
        open_institution(code=code, name=name, name_en=name_en, agency=agency)
    police, gendarmerie, coast_guard = (
        Unit.objects.select_related("institution").get(code=c) for c in ("egm", "jgk", "sg")
    )
    for number, province in numbered():
        _province(
            police, f"EGM-{number}", f"{province} İl Emniyet Müdürlüğü", f"{province} Provincial Police Directorate"
        )
        _province(
            gendarmerie,
            f"JGK-{number}",
            f"{province} İl Jandarma Komutanlığı",
            f"{province} Provincial Gendarmerie Command",
        )
    for code, name, name_en in POLICE_UNITS:
        _unit(code, name, name_en, parent="EGM-34", kind=Unit.Kind.UNIT)
    for code, name, name_en in GENDARMERIE_UNITS:
        _unit(code, name, name_en, parent="JGK-01", kind=Unit.Kind.UNIT)
    for code, name, name_en in REGIONS:
        region = open_unit(
            code=code,
            institution=coast_guard.institution,
            parent=coast_guard,
            kind=Unit.Kind.REGION,
            name=name,
            name_en=name_en,
        )
        _boats(region)
    for code, name, name_en in (
        ("GIB-34", "İstanbul İl Göç İdaresi Müdürlüğü", "Istanbul Directorate of Migration Management"),
    ):
        _unit(code, name, name_en, parent="gib", kind=Unit.Kind.PROVINCE)


def _province(root: Unit, code: str, name: str, name_en: str) -> None:
    open_unit(code=code, institution=root.institution, parent=root, kind=Unit.Kind.PROVINCE, name=name, name_en=name_en)


def _unit(code: str, name: str, name_en: str, *, parent: str, kind: str) -> None:
    above = Unit.objects.select_related("institution").get(code=parent)
    open_unit(code=code, institution=above.institution, parent=above, kind=kind, name=name, name_en=name_en)


def _boats(region: Unit) -> None:
    institution: Institution = region.institution
    short = region.code.removeprefix("SG-")
    place, place_en = region.name.split()[0], region.name_en.removesuffix(" Regional Command")
    station = open_unit(
        code=f"SG-{short}-ISTASYON-1",
        institution=institution,
        parent=region,
        kind=Unit.Kind.UNIT,
        name=f"{place} 1. Sahil Güvenlik İstasyonu",
        name_en=f"{place_en} Coast Guard Station 1",
    )
    for number in (1, 2):
        open_unit(
            code=f"SG-{short}-BOT-{number}",
            institution=institution,
            parent=station,
            kind=Unit.Kind.BOAT,
            name=f"TCSG {place}-{number} Botu",
            name_en=f"Patrol boat {place_en} {number}",
        )
