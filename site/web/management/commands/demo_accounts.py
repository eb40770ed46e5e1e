from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError

from web.demo.people import ACCOUNTS
from web.management.commands.prepare_demo import demo_password


class Command(BaseCommand):
    help = "Print the demo accounts and their password."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("There are no demo accounts with these settings.")
        password = demo_password()
        self.stdout.write("\nDemo accounts")
        for account in ACCOUNTS:
            self.stdout.write(f"  {account.email:<28} {password}   {', '.join(account.roles)} · {account.unit}")
