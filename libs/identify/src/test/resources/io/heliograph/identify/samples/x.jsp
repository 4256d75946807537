<%@ page language="java" %>
<html><body><%= 1 %></body></html>
