#version 330 core
uniform vec4 color;
void main() { gl_FragColor = color; }
