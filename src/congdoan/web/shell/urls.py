"""Addresses of the frame itself."""

from django.urls import path

from congdoan.web.shell import gallery, picking, signing_in, switching

app_name = "shell"

urlpatterns = [
    path("", switching.first_page, name="first_page"),
    path("dang-nhap/", signing_in.sign_in, name="sign_in"),
    path("dang-xuat/", signing_in.sign_out, name="sign_out"),
    path("doi-mat-khau/", signing_in.change_password, name="change_password"),
    path("ngon-ngu/", switching.speak, name="speak"),
    path("lam-viec-cho/", switching.act_for, name="act_for"),
    path("nhin-tu-ngay/", switching.look_from, name="look_from"),
    path("tim-don-vi/", picking.find, name="find_bodies"),
    path("_gallery/", gallery.gallery, name="gallery"),
]
