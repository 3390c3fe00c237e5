"""The ways in which the shop ships."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Way:
    service: str
    label: bool = False
    method: str = "FBR"
    party: str = "RETAILER"
    numbered: bool = True
    followed: bool = True

    @property
    def own(self) -> bool:
        """Whether the shop enters the number itself."""
        return self.party == "RETAILER" and not self.label and self.method == "FBR"

    @property
    def plain_parcel(self) -> bool:
        return self.own and self.numbered and not self.service.endswith("BRIEF")


POSTNL = Way("TNT")
DHL = Way("DHLFORYOU")
DPD = Way("DPD-NL")
GLS = Way("GLS", followed=False)
LETTER = Way("BRIEFPOST", numbered=False, followed=False)
POSTNL_LETTER = Way("TNT_BRIEF")
APPOINTMENT = Way("COURIER", numbered=False, followed=False)
OTHER = Way("OTHER", numbered=False, followed=False)
POSTNL_LABEL = Way("TNT", label=True)
DHL_LABEL = Way("DHLFORYOU", label=True)
BPOST_LABEL = Way("BPOST_BE", label=True)
VIA_BOL = Way("TNT", label=True, party="BOL")
DHL_VIA_BOL = Way("DHLFORYOU", label=True, party="BOL")
LOGISTICS = Way("TNT", method="FBB", party="BOL")

USUAL = {
    POSTNL: 350,
    DHL: 150,
    DPD: 140,
    GLS: 45,
    BPOST_LABEL: 50,
    POSTNL_LABEL: 40,
    DHL_LABEL: 20,
    VIA_BOL: 55,
    DHL_VIA_BOL: 25,
    LOGISTICS: 60,
    LETTER: 30,
    POSTNL_LETTER: 20,
}
