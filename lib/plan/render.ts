export { renderAnsible } from './ansible/render-ansible';
