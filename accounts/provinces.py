"""The 81 provinces by plate number (Law 5442; the numbers every officer knows)."""

PROVINCES: tuple[str, ...] = tuple(
    "Adana Adıyaman Afyonkarahisar Ağrı Amasya Ankara Antalya Artvin Aydın Balıkesir Bilecik Bingöl Bitlis Bolu Burdur Bursa Çanakkale "
    "Çankırı Çorum Denizli Diyarbakır Edirne Elazığ Erzincan Erzurum Eskişehir Gaziantep Giresun Gümüşhane Hakkâri Hatay Isparta Mersin "
    "İstanbul İzmir Kars Kastamonu Kayseri Kırklareli Kırşehir Kocaeli Konya Kütahya Malatya Manisa Kahramanmaraş Mardin Muğla Muş "
    "Nevşehir Niğde Ordu Rize Sakarya Samsun Siirt Sinop Sivas Tekirdağ Tokat Trabzon Tunceli Şanlıurfa Uşak Van Yozgat Zonguldak "
    "Aksaray Bayburt Karaman Kırıkkale Batman Şırnak Bartın Ardahan Iğdır Yalova Karabük Kilis Osmaniye Düzce".split()
)
assert len(PROVINCES) == 81  # noqa: S101


def numbered() -> list[tuple[str, str]]:
    """`[("01", "Adana"), …, ("81", "Düzce")]`."""
    return [(f"{number:02d}", name) for number, name in enumerate(PROVINCES, start=1)]
