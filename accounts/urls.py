"""Addresses of the accounts room."""

from django.urls import path

from accounts.views.access_log import access_log
from accounts.views.account import account, choose_theme
from accounts.views.password import ChangePassword, ForgotPassword, NewPassword, password_link_sent
from accounts.views.sign_in import SignIn, SignOut, signed_out
from accounts.views.token import GiveBack, Token

app_name = "accounts"

urlpatterns = [
    path("sign-in/", SignIn.as_view(), name="sign-in"),
    path("sign-out/", SignOut.as_view(), name="sign-out"),
    path("signed-out/", signed_out, name="signed-out"),
    path("password/change/", ChangePassword.as_view(), name="password-change"),
    path("password/forgotten/", ForgotPassword.as_view(), name="password-forgotten"),
    path("password/sent/", password_link_sent, name="password-link-sent"),
    path("password/new/<uidb64>/<token>/", NewPassword.as_view(), name="password-new"),
    path("account/", account, name="account"),
    path("colours/", choose_theme, name="theme"),
    path("access-log/", access_log, name="access-log"),
    path("oauth/token", Token.as_view(), name="token"),
    path("oauth/revoke", GiveBack.as_view(), name="token-give-back"),
]
