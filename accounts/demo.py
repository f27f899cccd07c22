"""Who can a visitor of the demonstration be? One fictional account a user kind. Never in production.

`accounts.services.demo` makes them; `accounts.backends` keeps them out wherever the demonstration is off.
"""

from dataclasses import dataclass

from accounts.kinds import Kind

DEMO_DOMAIN = "demo.example.org"
DEMO_PASSWORD = "seventy-two-hours"  # noqa: S105  (printed by `make run`; opens fictional data only)


@dataclass(frozen=True)
class DemoAccount:
    """A fictional reader."""

    email: str
    full_name: str
    kind: Kind
    time_zone: str


DEMO_ACCOUNTS: tuple[DemoAccount, ...] = (
    DemoAccount(f"officer@{DEMO_DOMAIN}", "Elin Lindqvist", Kind.OFFICER, "Europe/Vienna"),
    DemoAccount(f"hr@{DEMO_DOMAIN}", "Prosper Adjei", Kind.HR_OFFICER, "UTC"),
    DemoAccount(f"requester@{DEMO_DOMAIN}", "Marisol Quispe", Kind.REQUESTER, "America/Lima"),
    DemoAccount(f"expert@{DEMO_DOMAIN}", "Farida Rahimova", Kind.EXPERT, "Asia/Dushanbe"),
    DemoAccount(f"api@{DEMO_DOMAIN}", "Partner roster feed", Kind.API_CLIENT, "UTC"),
    DemoAccount(f"security@{DEMO_DOMAIN}", "Anselm Brandt", Kind.SECURITY_OFFICER, "Africa/Nairobi"),
    DemoAccount(f"head@{DEMO_DOMAIN}", "Tsion Abara", Kind.HEAD_OF_UNIT, "America/New_York"),
    DemoAccount(f"auditor@{DEMO_DOMAIN}", "Ruth Feldkirch", Kind.AUDITOR, "UTC"),
    DemoAccount(f"admin@{DEMO_DOMAIN}", "Ilse Marten", Kind.ADMINISTRATOR, "UTC"),
)


def is_demo_address(email: str) -> bool:
    """Whether the address belongs to the demonstration's domain, which is reserved and receives no mail."""
    return email.strip().lower().endswith(f"@{DEMO_DOMAIN}")
