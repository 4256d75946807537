/* a header */
#ifndef X_H
#define X_H
int f(int a);
#endif
