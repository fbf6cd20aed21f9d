"""Every address under /api/."""

from congdoan.api.service import addresses

urlpatterns, app_name = addresses()
